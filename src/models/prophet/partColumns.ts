import { holdsAt } from './calendarCondition.js';
import {
  coefficientCount,
  type EventPart,
  isEvent,
  isSeasonal,
  type ProphetPart,
  type RegressorPart,
  type SeasonalPart,
} from './prophetParts.js';
import { waveSet, waveValues } from './waveSet.js';

/** Columns that go with timestamps, by the name of the part that needs them. */
export interface GivenColumns {
  readonly regressors: ReadonlyMap<string, Float64Array>;
  /** Flags, 0 or 1. */
  readonly conditions: ReadonlyMap<string, Float64Array>;
}

const dayMs = 86_400_000;

/** The columns of a part at given timestamps, one for each coefficient. @internal */
export function partColumns(
  part: ProphetPart,
  timestamps: Float64Array,
  given: GivenColumns,
): Float64Array[] {
  const columns = Array.from({ length: coefficientCount(part) }, () => new Float64Array(timestamps.length));
  if (isSeasonal(part)) writeSeason(columns, part, timestamps, given);
  else if (isEvent(part)) writeEvent(columns, part, timestamps);
  else columns[0]!.set(regressorValues(part, given));
  return columns;
}

function writeSeason(
  columns: readonly Float64Array[],
  part: SeasonalPart,
  timestamps: Float64Array,
  given: GivenColumns,
): void {
  const waves = waveSet([part]);
  const sine = new Float64Array(part.order);
  const cosine = new Float64Array(part.order);
  const flags = flagsOf(part, timestamps, given);
  for (let i = 0; i < timestamps.length; i++) {
    const flag = flags === undefined ? 1 : flags[i]!;
    if (flag === 0) continue;
    waveValues(waves, timestamps[i]!, sine, cosine);
    for (let f = 0; f < part.order; f++) {
      columns[2 * f]![i] = sine[f]!;
      columns[2 * f + 1]![i] = cosine[f]!;
    }
  }
}

function writeEvent(columns: readonly Float64Array[], part: EventPart, timestamps: Float64Array): void {
  const effects = effectsByDay(part);
  for (let i = 0; i < timestamps.length; i++) {
    for (const column of effects.get(Math.floor(timestamps[i]! / dayMs)) ?? []) columns[column]![i] = 1;
  }
}

/** Which columns are 1 on which days. */
function effectsByDay({ days, window: [first, last] }: EventPart): Map<number, number[]> {
  const effects = new Map<number, number[]>();
  for (const day of days) {
    for (let offset = first; offset <= last; offset++) {
      const columns = effects.get(day + offset);
      if (columns === undefined) effects.set(day + offset, [offset - first]);
      else columns.push(offset - first);
    }
  }
  return effects;
}

function regressorValues({ name, standard }: RegressorPart, { regressors }: GivenColumns): Float64Array {
  const values = regressors.get(name)!;
  if (standard === undefined) return values;
  const [mean, deviation] = standard;
  return values.map((value) => (value - mean) / deviation);
}

function flagsOf(
  { name, condition }: SeasonalPart,
  timestamps: Float64Array,
  { conditions }: GivenColumns,
): ArrayLike<number> | undefined {
  if (condition === undefined) return undefined;
  if (condition === 'given') return conditions.get(name)!;
  return timestamps.map((timestamp) => (holdsAt(condition, timestamp) ? 1 : 0));
}

/** The sum of a part's columns times its coefficients, at given timestamps. @internal */
export function partEffect(
  part: ProphetPart,
  coefficients: readonly number[],
  timestamps: Float64Array,
  given: GivenColumns,
): Float64Array {
  const effect = new Float64Array(timestamps.length);
  if (isSeasonal(part)) {
    const waves = waveSet([part]);
    const sine = new Float64Array(part.order);
    const cosine = new Float64Array(part.order);
    const flags = flagsOf(part, timestamps, given);
    for (let i = 0; i < timestamps.length; i++) {
      if (flags !== undefined && flags[i] === 0) continue;
      waveValues(waves, timestamps[i]!, sine, cosine);
      let sum = 0;
      for (let f = 0; f < part.order; f++) {
        sum += coefficients[2 * f]! * sine[f]! + coefficients[2 * f + 1]! * cosine[f]!;
      }
      effect[i] = sum;
    }
    return effect;
  }
  if (isEvent(part)) {
    const effects = effectsByDay(part);
    for (let i = 0; i < timestamps.length; i++) {
      for (const column of effects.get(Math.floor(timestamps[i]! / dayMs)) ?? []) {
        effect[i] = effect[i]! + coefficients[column]!;
      }
    }
    return effect;
  }
  const values = regressorValues(part, given);
  for (let i = 0; i < timestamps.length; i++) effect[i] = coefficients[0]! * values[i]!;
  return effect;
}
