import { requireKnownKeys } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { LevelledInterval } from './intervalLoss.js';
import { finite } from './meanLoss.js';
import { type NaiveScale, naiveScale } from './naiveScale.js';
import { winkler } from './winkler.js';

/** Options of {@link msis}. */
export type MsisOptions = NaiveScale;

/**
 * Mean scaled interval score, as the M4 competition defines it: the {@link winkler} score divided by the mean
 * absolute error of the one-step (seasonal) naive forecast over the training data, so that series of different
 * size can be averaged.
 *
 * `actual` and `insample` take a `PriceSeries` (its prices are used) or bare numbers; the interval is one of a
 * forecast's `intervals`, or any `{ level, lower, upper }` with ends as many as actual values, at least one.
 * Training data that never change from season to season have no scale and are refused.
 *
 * Source: Makridakis, Spiliotis and Assimakopoulos (2020), The M4 Competition, International Journal of
 * Forecasting 36(1).
 *
 * @throws {@link DegenerateSeriesError} when the scale is 0.
 * @throws {@link InsufficientDataError} when `insample` is not longer than the season, or there is no value.
 * @throws {@link InvalidArgumentError} when the lengths differ, an interval is upside down, an option or the
 * level is unknown or out of bounds, or the result overflows.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { msis } from 'coincast';
 *
 * const interval = { level: 0.8, lower: [98, 97], upper: [102, 103] };
 * msis([101, 104], interval, { insample: [100, 102, 101, 104] }); // => 5
 * ```
 */
export function msis(actual: SeriesInput, interval: LevelledInterval, options: MsisOptions): number {
  requireKnownKeys('msis options', options, ['insample', 'season']);
  const scale = naiveScale('msis', options, 1);
  return finite('msis', winkler(actual, interval) / scale);
}
