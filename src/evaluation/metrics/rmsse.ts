import { requireKnownKeys } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { finite } from './meanLoss.js';
import { type NaiveScale, naiveScale } from './naiveScale.js';
import { rmse } from './rmse.js';

/** Options of {@link rmsse}. */
export type RmsseOptions = NaiveScale;

/**
 * Root mean squared scaled error: the root mean squared error of the forecast divided by that of the one-step
 * (seasonal) naive forecast over the training data. Below 1 is better than that forecast was in training.
 *
 * The scale is the root of the mean of (y[t] − y[t − season])² over `insample`, divisor `n − season`. All take
 * a `PriceSeries` (its prices are used) or bare numbers; actual and forecast are equally many and at least one.
 * Training data that never change from season to season have no scale and are refused.
 *
 * Source: Makridakis, Spiliotis and Assimakopoulos (2022), M5 accuracy competition, International Journal of
 * Forecasting 38(4), with the season in the place of 1 as in R fabletools `RMSSE`; M5 also drops
 * the zeros before the first sale, which is not done here.
 *
 * @throws {@link DegenerateSeriesError} when the scale is 0.
 * @throws {@link InsufficientDataError} when `insample` is not longer than the season, or there is no value.
 * @throws {@link InvalidArgumentError} when the lengths differ, an option is unknown or out of bounds, or the
 * result overflows.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { rmsse } from 'coincast';
 *
 * rmsse([104, 105], [103, 103], { insample: [100, 102, 101, 104] }); // => 0.73193
 * ```
 */
export function rmsse(actual: SeriesInput, forecast: SeriesInput, options: RmsseOptions): number {
  requireKnownKeys('rmsse options', options, ['insample', 'season']);
  const scale = Math.sqrt(naiveScale('rmsse', options, 2));
  return finite('rmsse', rmse(actual, forecast) / scale);
}
