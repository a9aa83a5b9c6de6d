import { logRatio } from '../../math/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { candleVolatilityPlan } from './candleVolatilityPlan.js';
import { type VolatilityOptions, volatilityOptionNames } from './VolatilityOptions.js';

/** Options of {@link parkinsonVolatility}. */
export type ParkinsonVolatilityOptions = VolatilityOptions;

/**
 * Parkinson's volatility: the root of the mean squared logarithm of high over low in the trailing window, divided by
 * `4 ln 2`, which makes it that of a random walk.
 *
 * Of one step, or of a year with `stepsPerYear`. It needs some five times fewer candles than closes alone for the same
 * precision, but takes trends for volatility, leaves out moves between candles, and comes out low where trades are so
 * few that candles miss the extremes. Aligned with the candles; the first `window - 1` values are NaN, the only ones.
 *
 * Source: Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of Business
 * 53 (1980), equation 5; agrees with TTR's volatility of type `parkinson`.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { createCandleSeries, parkinsonVolatility } from 'coincast';
 *
 * const candles = createCandleSeries({
 *   timestamps: [0, 1000],
 *   opens: [10, 11],
 *   highs: [12, 12],
 *   lows: [10, 10],
 *   closes: [11, 10],
 * });
 * parkinsonVolatility(candles, { window: 2 })[1]; // => 0.109495
 * ```
 */
export function parkinsonVolatility(
  candles: CandleSeries,
  options: ParkinsonVolatilityOptions,
): Float64Array {
  return computeColumn('parkinsonVolatility', parkinsonVolatilityFeature, candles, options);
}

/** The feature behind {@link parkinsonVolatility}. */
export const parkinsonVolatilityFeature: Feature<ParkinsonVolatilityOptions> = {
  optionNames: volatilityOptionNames,
  inputs: ['high', 'low'],
  outputs: [],
  plan: (options) => candleVolatilityPlan(options, variance),
};

const scale = 1 / (4 * Math.LN2);

function variance([highs, lows]: readonly Float64Array[], row: number): number {
  const range = logRatio(highs![row]!, lows![row]!);
  return scale * range * range;
}
