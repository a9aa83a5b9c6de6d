import { SerializationError } from '../../errors/index.js';
import type { ArimaProcess } from './arimaProcess.js';
import type { ArimaEndState } from './arimaState.js';
import { ExactFilter } from './ExactFilter.js';
import { gaplessPast, gaplessSteps } from './gaplessPast.js';
import { nothingUnknown, type PastRows } from './PastUncertainty.js';

/** What a model holds of the past when the filter stands before its last value; frozen. @internal */
export function endState(filter: ExactFilter): ArimaEndState {
  const { process, steps, eta, a, uncertainty } = filter;
  const at = filter.offset + steps;
  const { movingAverage } = process;
  const count = process.autoregressive + process.differences;
  const levels = new Array<number>(count);
  for (let i = 0; i < count; i++) levels[i] = eta[at - count + i]! + 0;
  const innovations = new Array<number>(movingAverage);
  for (let j = 0; j < movingAverage; j++) innovations[j] = a[movingAverage + steps - 1 - j]! + 0;
  const last = Number.isNaN(eta[at]!) ? {} : { last: eta[at]! + 0 };
  if (uncertainty === undefined) return frozen({ levels, innovations, ...last });
  const gapless = gaplessSteps(filter);
  if (gapless !== undefined) return frozen({ levels, innovations, steps: gapless, ...last });
  uncertainty.merge();
  const rows = [...uncertainty.levels.slice().reverse(), ...uncertainty.innovations];
  const columns = Array.from({ length: uncertainty.columns }, (_, c) =>
    Object.freeze(rows.map((row) => (row?.[c] ?? 0) + 0)),
  );
  return frozen({
    levels,
    innovations,
    ...(columns.length === 0 ? {} : { uncertainty: Object.freeze(columns) }),
    ...last,
  });
}

/**
 * What is not known of the past, as far as anything is.
 *
 * @throws {@link SerializationError} when it cannot be computed from the coefficients.
 * @internal
 */
export function unknownPast(
  process: ArimaProcess,
  { levels, steps, uncertainty = [] }: ArimaEndState,
): PastRows {
  if (steps !== undefined) {
    const past = gaplessPast(process, steps);
    if (past !== undefined) return past;
    throw new SerializationError({
      message: `What state.steps (${steps}) stands for cannot be computed from the coefficients. Save the model again from its source.`,
      path: 'state.steps',
    });
  }
  if (uncertainty.length === 0) return nothingUnknown;
  const rowOf = (position: number) => {
    if (uncertainty.every((column) => column[position] === 0)) return undefined;
    return Float64Array.from(uncertainty, (column) => column[position]!);
  };
  return {
    columns: uncertainty.length,
    levels: levels.map((_, i) => rowOf(levels.length - 1 - i)),
    innovations: Array.from({ length: process.movingAverage }, (_, j) => rowOf(levels.length + j)),
  };
}

/** How a filter goes on from a stored past. */
export interface Resumption {
  /** The values after it. */
  readonly values: Float64Array;
  /** What is not known of it, where that is at hand. */
  readonly unknown?: PastRows;
  /** Whether the first of them is in the place of the last one stored. */
  readonly replaceLast?: boolean;
}

/**
 * The filter that goes on from a stored past: first over its last value, then over `values`; with `replaceLast` over
 * `values` alone.
 *
 * @internal
 */
export function resumeFilter(
  process: ArimaProcess,
  end: ArimaEndState,
  { values, unknown = unknownPast(process, end), replaceLast = false }: Resumption,
): ExactFilter {
  const { levels, innovations, steps, last = Number.NaN } = end;
  const count = levels.length;
  const kept = replaceLast ? 0 : 1;
  const eta = new Float64Array(count + kept + values.length);
  for (let i = 0; i < count; i++) eta[i] = levels[i]!;
  if (!replaceLast) eta[count] = last;
  for (let t = 0; t < values.length; t++) eta[count + kept + t] = values[t]!;
  const filter = new ExactFilter(process, eta, count, steps);
  const { movingAverage } = process;
  for (let j = 0; j < movingAverage; j++) filter.a[movingAverage - 1 - j] = innovations[j]!;
  filter.refreshDifferences();
  if (unknown.columns > 0) filter.admitUncertainty().admit(unknown);
  return filter;
}

/**
 * The same at the end of a series of which nothing is unknown, from its values and innovations, which are as many as the
 * differences.
 *
 * @internal
 */
export function certainEnd(
  { autoregressive, differences, movingAverage }: ArimaProcess,
  eta: Float64Array,
  innovations: Float64Array,
): ArimaEndState {
  const at = eta.length - 1;
  const latest = innovations.length - 2;
  return frozen({
    levels: Array.from(eta.subarray(at - autoregressive - differences, at), (level) => level + 0),
    innovations: Array.from({ length: movingAverage }, (_, j) => innovations[latest - j]! + 0),
    last: eta[at]! + 0,
  });
}

function frozen(state: ArimaEndState): ArimaEndState {
  Object.freeze(state.levels);
  Object.freeze(state.innovations);
  return Object.freeze(state);
}
