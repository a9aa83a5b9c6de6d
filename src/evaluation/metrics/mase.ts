import { requireKnownKeys } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { mae } from './mae.js';
import { finite } from './meanLoss.js';
import { type NaiveScale, naiveScale } from './naiveScale.js';

/** Options of {@link mase}. */
export type MaseOptions = NaiveScale;

/**
 * Mean absolute scaled error: the mean absolute error of the forecast divided by that of the one-step
 * (seasonal) naive forecast over the training data. Below 1 is better than that forecast was in training.
 *
 * The scale is the mean of |y[t] − y[t − season]| over `insample`, divisor `n − season`. All take a
 * `PriceSeries` (its prices are used) or bare numbers; actual and forecast are equally many and at least one.
 * Training data that never change from season to season have no scale and are refused.
 *
 * Source: Hyndman and Koehler (2006), Another look at measures of forecast accuracy, International Journal of
 * Forecasting 22(4). Matches `MASE` of R `forecast::accuracy` 8.20 and the M4 competition.
 *
 * @throws {@link DegenerateSeriesError} when the scale is 0.
 * @throws {@link InsufficientDataError} when `insample` is not longer than the season, or there is no value.
 * @throws {@link InvalidArgumentError} when the lengths differ, an option is unknown or out of bounds, or the
 * result overflows.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { mase } from 'coincast';
 *
 * mase([104, 105], [103, 103], { insample: [100, 102, 101, 104] }); // => 0.75
 * ```
 */
export function mase(actual: SeriesInput, forecast: SeriesInput, options: MaseOptions): number {
  requireKnownKeys('mase options', options, ['insample', 'season']);
  const scale = naiveScale('mase', options, 1);
  return finite('mase', mae(actual, forecast) / scale);
}
