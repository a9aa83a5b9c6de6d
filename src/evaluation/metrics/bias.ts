import type { SeriesInput } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/**
 * Bias, the mean error of the forecast: the mean of forecast − actual, in the units of the data. Positive where
 * forecasts are too high on average.
 *
 * Both take a `PriceSeries` (its prices are used) or bare numbers, equally many and at least one. It is minus
 * the `ME` of R `forecast::accuracy` 8.20, which subtracts the other way round.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { bias } from 'coincast';
 *
 * bias([100, 102, 101], [101, 101, 104]); // => 1
 * ```
 */
export function bias(actual: SeriesInput, forecast: SeriesInput): number {
  return meanLoss('bias', actual, forecast, (a, f) => f - a);
}
