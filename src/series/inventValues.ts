import { InsufficientDataError, InvalidArgumentError } from '../errors/index.js';
import type { FillMethod } from './FillMethod.js';
import { firstAtOrAfter } from './firstAtOrAfter.js';
import { describeTime } from './PriceSeries.js';

/** Values that are known, in order of time. */
export interface KnownValues {
  /** Epoch milliseconds UTC, strictly ascending. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly stepMs: number;
}

/** How many seasons on either side lend their shape. */
const mostSeasons = 4;

/**
 * Values at times that have none, in the given order, from those that are known.
 *
 * A seasonal one is the straight line's times the mean, over the seasons found among the four before and the four
 * after, of value over straight line at the same place of the season, where that line joins the same two ends;
 * where such a line is at 0, the season has no shape to lend and counts as 1. Cost O((n + m) log n).
 *
 * @internal
 */
export function inventValues(known: KnownValues, times: Float64Array, how: FillMethod): Float64Array {
  const { timestamps, values } = known;
  return times.map((time) => {
    const after = firstAtOrAfter(timestamps, time);
    if (after === 0) throw beyond(time, how.method, 'before the first known value', 'Drop it.');
    const before = values[after - 1]!;
    if (how.method === 'previous') return before;
    if (after === timestamps.length) {
      throw beyond(time, how.method, 'after the last known value', 'Take method "previous", or drop it.');
    }
    const span: Span = { time, from: timestamps[after - 1]!, to: timestamps[after]! };
    const line = onLine(span, before, values[after]!);
    return how.method === 'linear' ? line : line * seasonalShape(known, span, how.period!);
  });
}

interface Span {
  readonly time: number;
  readonly from: number;
  readonly to: number;
}

function onLine({ time, from, to }: Span, before: number, after: number): number {
  return before + (after - before) * ((time - from) / (to - from));
}

function seasonalShape(known: KnownValues, span: Span, period: number): number {
  const seasonMs = period * known.stepMs;
  let sum = 0;
  let count = 0;
  for (let k = -mostSeasons; k <= mostSeasons; k++) {
    if (k === 0) continue;
    const value = valueNear(known, span.time + k * seasonMs);
    const before = valueNear(known, span.from + k * seasonMs);
    const after = valueNear(known, span.to + k * seasonMs);
    if (value === undefined || before === undefined || after === undefined) continue;
    const line = onLine(span, before, after);
    sum += line > 0 ? value / line : 1;
    count++;
  }
  if (count > 0) return sum / count;
  throw new InsufficientDataError({
    operation: `The value of ${describeTime(span.time)} by method "seasonal" with period=${period}`,
    needed: 3,
    got: 0,
    hint: 'They are wanted one to four seasons before or after, at its place and at both ends. Take method "linear".',
  });
}

/** The known value less than half a step from a time, if there is one. */
function valueNear({ timestamps, values, stepMs }: KnownValues, time: number): number | undefined {
  const after = firstAtOrAfter(timestamps, time - stepMs / 2);
  return Math.abs(timestamps[after]! - time) <= stepMs / 2 ? values[after] : undefined;
}

function beyond(time: number, method: string, where: string, hint: string): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'method',
    value: method,
    expected: `one that gives a value to ${describeTime(time)}, ${where}`,
    hint,
  });
}
