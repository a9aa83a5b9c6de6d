import type { SeriesInput } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/**
 * Root mean squared error: the square root of the mean of (actual − forecast)², divisor n, in the units of
 * the data.
 *
 * Both take a `PriceSeries` (its prices are used) or bare numbers, equally many and at least one. Matches
 * `RMSE` of R `forecast::accuracy` 8.20.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or the squares overflow.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { rmse } from 'coincast';
 *
 * rmse([100, 102, 101], [101, 101, 103]); // => 1.41421
 * ```
 */
export function rmse(actual: SeriesInput, forecast: SeriesInput): number {
  return Math.sqrt(meanLoss('rmse', actual, forecast, (a, f) => (a - f) ** 2));
}
