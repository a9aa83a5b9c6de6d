import type { SeriesInput } from '../../series/index.js';
import { type IntervalEnds, meanIntervalLoss } from './intervalLoss.js';

/**
 * Empirical coverage: the fraction of steps, 0 to 1, at which the actual value lies within the interval, its
 * ends included. Intervals of level 0.95 should cover 0.95 in the long run.
 *
 * `actual` takes a `PriceSeries` (its prices are used) or bare numbers, at least one; `lower` and `upper` are
 * equally many, and a lower end above its upper end is refused.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or an interval is upside down.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { coverage } from 'coincast';
 *
 * coverage([101, 99, 103, 104], { lower: [98, 97, 96, 95], upper: [102, 103, 103, 103] }); // => 0.75
 * ```
 */
export function coverage(actual: SeriesInput, interval: IntervalEnds): number {
  return meanIntervalLoss('coverage', actual, interval, (value, lower, upper) =>
    lower <= value && value <= upper ? 1 : 0,
  );
}
