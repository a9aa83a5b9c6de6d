import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createRollingExtremeAge } from '../stages/rollingExtremeAge.js';

/** Options of {@link aroon}. */
export interface AroonOptions {
  /** The number of steps looked back, which makes windows of one candle more. Default 25; at least 1. */
  readonly period?: number | undefined;
}

/** The columns of {@link aroon}. */
export type AroonOutput = 'up' | 'down' | 'oscillator';

/**
 * Aroon: how recent the highest high (`up`) and the lowest low (`down`) of the last `period` steps are, from 0, that
 * long ago, to 100, now; and `up` less `down` (`oscillator`).
 *
 * Of equal extremes the latest counts. Aligned with the candles; the first `period` values are NaN, the only ones.
 *
 * Source: Chande, Time Price Oscillator, Technical Analysis of Stocks & Commodities 13:9 (1995); agrees with
 * TA-Lib's AROON and AROONOSC.
 *
 * @throws {@link InsufficientDataError} when there are at most `period` candles.
 * @throws {@link DegenerateSeriesError} when neither highs nor lows ever change.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, `period` is not an integer of at least 1, or
 * an option is unknown.
 * @example
 * ```ts
 * import { aroon, createCandleSeries } from 'coincast';
 *
 * const closes = [10, 12, 11, 9];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * const { up, down } = aroon(candles, { period: 2 });
 * [up[3], down[3]]; // => [0, 100]
 * ```
 */
export function aroon(
  candles: CandleSeries,
  options: AroonOptions = {},
): Readonly<Record<AroonOutput, Float64Array>> {
  return computeColumns('aroon', aroonFeature, candles, options);
}

/** The feature behind {@link aroon}. */
export const aroonFeature: Feature<AroonOptions, AroonOutput> = {
  optionNames: ['period'],
  inputs: ['high', 'low'],
  outputs: ['up', 'down', 'oscillator'],
  varies: { of: ['high', 'low'], need: 'some' },
  plan({ period = 25 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [period, period, period],
      remembers: false,
      createStage(memory) {
        const highest = createRollingExtremeAge(memory, period + 1, 'highest');
        const lowest = createRollingExtremeAge(memory, period + 1, 'lowest');
        return ([highs, lows], [up, down, oscillator], count) => {
          highest(highs!, up!, count);
          lowest(lows!, down!, count);
          for (let row = 0; row < count; row++) {
            up![row] = (100 * (period - up![row]!)) / period;
            down![row] = (100 * (period - down![row]!)) / period;
            oscillator![row] = up![row]! - down![row]!;
          }
        };
      },
    };
  },
};
