import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createRangePosition } from '../stages/rangePosition.js';
import { createRollingMean } from '../stages/rollingMean.js';

/** Options of {@link stochastic}. */
export interface StochasticOptions {
  /** The window of the range, in observations. Default 14; at least 1. */
  readonly period?: number | undefined;
  /** How many positions in the range `k` averages; 1 gives the fast oscillator. Default 3. */
  readonly smoothing?: number | undefined;
  /** How many values of `k` the signal `d` averages. Default 3. */
  readonly signalPeriod?: number | undefined;
}

/** The columns of {@link stochastic}. */
export type StochasticOutput = 'k' | 'd';

/**
 * Stochastic oscillator: where the close is between the lowest low, 0, and the highest high, 100, of the trailing
 * window, averaged (`k`), and the average of that (`d`).
 *
 * Averages are simple ones. Where a window has no range the position is 50. Aligned with the candles; the first
 * `period + smoothing - 2` values of `k` are NaN, and `signalPeriod - 1` more of `d`.
 *
 * Source: Lane, Lane's Stochastics, Technical Analysis of Stocks & Commodities 2:3 (1984); agrees with TA-Lib's
 * STOCH. In a window without range TA-Lib and the two npm packages give 0, as if the price were at its lowest.
 *
 * @throws {@link InsufficientDataError} when the candles end before the first value of `d`.
 * @throws {@link DegenerateSeriesError} when no price ever changes.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is not an integer of at least 1, or
 * is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, stochastic } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * const { k, d } = stochastic(candles, { period: 3, smoothing: 1, signalPeriod: 2 });
 * [k[3], d[3]]; // => [50, 75]
 * ```
 */
export function stochastic(
  candles: CandleSeries,
  options: StochasticOptions = {},
): Readonly<Record<StochasticOutput, Float64Array>> {
  return computeColumns('stochastic', stochasticFeature, candles, options);
}

/** The feature behind {@link stochastic}. */
export const stochasticFeature: Feature<StochasticOptions, StochasticOutput> = {
  optionNames: ['period', 'smoothing', 'signalPeriod'],
  inputs: ['high', 'low', 'close'],
  outputs: ['k', 'd'],
  varies: { of: ['high', 'low', 'close'], need: 'some' },
  plan({ period = 14, smoothing = 3, signalPeriod = 3 }) {
    requireInteger('period', period, { min: 1 });
    requireInteger('smoothing', smoothing, { min: 1 });
    requireInteger('signalPeriod', signalPeriod, { min: 1 });
    const known = period + smoothing - 2;
    return {
      warmUp: [known, known + signalPeriod - 1],
      remembers: false,
      createStage(memory) {
        const position = createRangePosition(memory, period);
        const smooth = createRollingMean(memory, smoothing);
        const signal = createRollingMean(memory, signalPeriod);
        return ([highs, lows, closes], [k, d], count) => {
          position(highs!, lows!, closes!, k!, count);
          for (let row = 0; row < count; row++) k![row]! *= 100;
          smooth(k!, k!, count);
          signal(k!, d!, count);
        };
      },
    };
  },
};
