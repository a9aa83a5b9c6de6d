import type { SeriesInput } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/**
 * Mean absolute error: the mean of |actual − forecast|, in the units of the data.
 *
 * Both take a `PriceSeries` (its prices are used) or bare numbers, equally many and at least one. Matches
 * `MAE` of R `forecast::accuracy` 8.20.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { mae } from 'coincast';
 *
 * mae([100, 102, 101], [101, 101, 103]); // => 1.33333
 * ```
 */
export function mae(actual: SeriesInput, forecast: SeriesInput): number {
  return meanLoss('mae', actual, forecast, (a, f) => Math.abs(a - f));
}
