import {
  InsufficientDataError,
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
} from '../errors/index.js';
import type { CandleSeries } from './CandleSeries.js';
import { firstAtOrAfter } from './firstAtOrAfter.js';
import type { PriceSeries } from './PriceSeries.js';

/** Which part of a series {@link sliceSeries} keeps; what is left out does not limit. */
export interface SliceRange {
  /** The first moment kept, epoch milliseconds UTC. */
  readonly from?: number | undefined;
  /** The first moment no longer kept, epoch milliseconds UTC: the range is half open. */
  readonly to?: number | undefined;
  /** How many observations to keep at most, the latest of those in the range. */
  readonly last?: number | undefined;
}

/**
 * A part of a series, by time, by number of observations, or both; its arrays are copies and its `stepMs` is
 * that of the whole.
 *
 * The range is half open, so `{ to: t }` and `{ from: t }` split a series in two without losing or doubling
 * the observation at `t`.
 *
 * @throws {@link InsufficientDataError} when no observation is in the range.
 * @throws {@link InvalidArgumentError} when `from` is not before `to`, `last` is below 1, or a key is unknown.
 * @example
 * ```ts
 * import { createPriceSeries, sliceSeries } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [0, 1000, 2000, 3000], prices: [1, 2, 3, 4] });
 * sliceSeries(series, { from: 1000, to: 3000 }).prices[0]; // => 2
 * sliceSeries(series, { last: 2 }).prices[0]; // => 3
 * ```
 */
export function sliceSeries<Series extends PriceSeries | CandleSeries>(
  series: Series,
  range: SliceRange,
): Series {
  requireKnownKeys('range', range, ['from', 'to', 'last']);
  const { timestamps } = series;
  const { from, to, last } = range;
  if (from !== undefined) requireNumber('from', from);
  if (to !== undefined) requireNumber('to', to, from === undefined ? {} : { above: from });
  const end = to === undefined ? timestamps.length : firstAtOrAfter(timestamps, to);
  let start = from === undefined ? 0 : firstAtOrAfter(timestamps, from);
  if (last !== undefined) start = Math.max(start, end - requireInteger('last', last, { min: 1 }));
  if (end <= start) throw new InsufficientDataError({ operation: 'sliceSeries', needed: 1, got: 0 });
  return Object.freeze(
    Object.fromEntries(
      Object.entries(series).map(([key, value]) => [
        key,
        value instanceof Float64Array ? value.slice(start, end) : value,
      ]),
    ),
  ) as unknown as Series;
}
