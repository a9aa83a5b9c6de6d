import { logRatio } from '../../math/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { candleVolatilityPlan } from './candleVolatilityPlan.js';
import { type VolatilityOptions, volatilityOptionNames } from './VolatilityOptions.js';

/** Options of {@link garmanKlassVolatility}. */
export type GarmanKlassVolatilityOptions = VolatilityOptions;

/**
 * Garman and Klass' volatility: the root of the mean, over the trailing window, of half the squared logarithm of high
 * over low less `2 ln 2 - 1` of the squared logarithm of close over open.
 *
 * Of one step, or of a year with `stepsPerYear`. It needs some seven times fewer candles than closes alone for the same
 * precision, but takes trends for volatility and leaves out moves between candles. Aligned with the candles; the first
 * `window - 1` values are NaN, the only ones.
 *
 * Source: Garman and Klass, On the Estimation of Security Price Volatilities from Historical Data, Journal of Business
 * 53 (1980), equation 20; agrees with TTR's volatility of type `garman.klass`.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { createCandleSeries, garmanKlassVolatility } from 'coincast';
 *
 * const candles = createCandleSeries({
 *   timestamps: [0, 1000],
 *   opens: [10, 11],
 *   highs: [12, 12],
 *   lows: [10, 10],
 *   closes: [11, 10],
 * });
 * garmanKlassVolatility(candles, { window: 2 })[1]; // => 0.114505
 * ```
 */
export function garmanKlassVolatility(
  candles: CandleSeries,
  options: GarmanKlassVolatilityOptions,
): Float64Array {
  return computeColumn('garmanKlassVolatility', garmanKlassVolatilityFeature, candles, options);
}

/** The feature behind {@link garmanKlassVolatility}. */
export const garmanKlassVolatilityFeature: Feature<GarmanKlassVolatilityOptions> = {
  optionNames: volatilityOptionNames,
  inputs: ['open', 'high', 'low', 'close'],
  outputs: [],
  plan: (options) => candleVolatilityPlan(options, variance),
};

function variance([opens, highs, lows, closes]: readonly Float64Array[], row: number): number {
  const range = logRatio(highs![row]!, lows![row]!);
  const move = logRatio(closes![row]!, opens![row]!);
  return 0.5 * range * range - (2 * Math.LN2 - 1) * move * move;
}
