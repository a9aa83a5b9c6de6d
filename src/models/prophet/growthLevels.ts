import { InvalidArgumentError, type NumberArray, requireNumber } from '../../errors/index.js';
import { requireColumn } from '../regressorColumns.js';
import { inOrder, type OrderedObservations } from './prophetObservations.js';
import type { StoredLevel } from './prophetState.js';
import type { ProphetGrowth } from './TrainProphetOptions.js';

/** The caps and floors of logistic growth, one for each observation. */
export interface GrowthLevels {
  readonly cap: Float64Array | undefined;
  readonly floor: Float64Array | undefined;
}

/** The caps and floors of logistic growth in order of time. @throws {@link InvalidArgumentError} @internal */
export function levelColumns(
  growth: ProphetGrowth,
  cap: number | NumberArray | undefined,
  floor: number | NumberArray | undefined,
  data: OrderedObservations,
): GrowthLevels {
  if (growth !== 'logistic') return { cap: undefined, floor: undefined };
  const column = (argument: string, level: number | NumberArray) => {
    if (typeof level === 'number') return levelColumn(argument, level, data.values.length);
    requireColumn(argument, level, data.given);
    return inOrder(level, data);
  };
  const levels = { cap: column('cap', cap!), floor: column('floor', floor ?? 0) };
  requireAbove(levels.cap, levels.floor);
  return levels;
}

/** A level at the steps of a forecast: the one given, or that of the training. @throws {@link InvalidArgumentError} @internal */
export function levelAt(
  argument: string,
  level: number | NumberArray | undefined,
  stored: StoredLevel,
  steps: number,
): Float64Array {
  return levelColumn(argument, knownLevel(argument, level, stored), steps);
}

/** The level given, or that of the training. @throws {@link InvalidArgumentError} when it is neither. @internal */
export function knownLevel<Stored extends StoredLevel | undefined>(
  argument: string,
  level: number | NumberArray | undefined,
  stored: Stored,
): NumberArray | Exclude<Stored, 'given'> | number {
  if (level !== undefined) return level;
  if (stored !== 'given') return stored as Exclude<Stored, 'given'>;
  throw new InvalidArgumentError({
    argument,
    value: undefined,
    expected: 'a number, or one for each step',
    hint: 'The model was trained with one for each observation, and cannot know how it goes on.',
  });
}

/** A level of logistic growth for each step. @throws {@link InvalidArgumentError} */
function levelColumn(argument: string, level: number | NumberArray, steps: number): Float64Array {
  if (typeof level === 'number') return new Float64Array(steps).fill(requireNumber(argument, level));
  requireColumn(argument, level, steps);
  return Float64Array.from(level);
}

/** @throws {@link InvalidArgumentError} where a cap is not above its floor. @internal */
export function requireAbove(caps: Float64Array, floors: Float64Array): void {
  const at = caps.findIndex((cap, i) => !(cap > floors[i]!));
  if (at < 0) return;
  throw new InvalidArgumentError({
    argument: `cap[${at}]`,
    value: caps[at],
    expected: `above the floor, ${floors[at]}`,
  });
}
