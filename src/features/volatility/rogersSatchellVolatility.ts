import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { candleVolatilityPlan } from './candleVolatilityPlan.js';
import { rogersSatchellVariance } from './rogersSatchellVariance.js';
import { type VolatilityOptions, volatilityOptionNames } from './VolatilityOptions.js';

/** Options of {@link rogersSatchellVolatility}. */
export type RogersSatchellVolatilityOptions = VolatilityOptions;

/**
 * Rogers and Satchell's volatility: the root of the mean, over the trailing window, of the logarithms of high over
 * close and over open times each other, and of low over close and over open.
 *
 * Of one step, or of a year with `stepsPerYear`. Unlike {@link parkinsonVolatility} and
 * {@link garmanKlassVolatility} a trend does not disturb it; moves between candles are left out. Aligned with the
 * candles; the first `window - 1` values are NaN, the only ones.
 *
 * Source: Rogers and Satchell, Estimating Variance from High, Low and Closing Prices, Annals of Applied Probability 1
 * (1991), equation 3; agrees with TTR's volatility of type `rogers.satchell`.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { createCandleSeries, rogersSatchellVolatility } from 'coincast';
 *
 * const candles = createCandleSeries({
 *   timestamps: [0, 1000],
 *   opens: [10, 11],
 *   highs: [12, 12],
 *   lows: [10, 10],
 *   closes: [11, 10],
 * });
 * rogersSatchellVolatility(candles, { window: 2 })[1]; // => 0.125953
 * ```
 */
export function rogersSatchellVolatility(
  candles: CandleSeries,
  options: RogersSatchellVolatilityOptions,
): Float64Array {
  return computeColumn('rogersSatchellVolatility', rogersSatchellVolatilityFeature, candles, options);
}

/** The feature behind {@link rogersSatchellVolatility}. */
export const rogersSatchellVolatilityFeature: Feature<RogersSatchellVolatilityOptions> = {
  optionNames: volatilityOptionNames,
  inputs: ['open', 'high', 'low', 'close'],
  outputs: [],
  plan: (options) => candleVolatilityPlan(options, rogersSatchellVariance),
};
