import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createAverageTrueRange } from '../stages/averageTrueRange.js';

/** Options of {@link atr}. */
export interface AtrOptions {
  /** The number of true ranges averaged. Default 14, Wilder's own; at least 1. */
  readonly period?: number | undefined;
}

/**
 * Average true range, Wilder's measure of how far a price moves in a candle, in the units of the price.
 *
 * The true range reaches from the lower of low and last close to the higher of high and last close. The average
 * begins with the plain mean of the first `period`, from the second candle on, and then takes one part in `period`
 * of each new one. Aligned with the candles; the first `period` values are NaN, the only ones. A constant has 0.
 *
 * Source: Wilder, New Concepts in Technical Trading Systems (1978), section III; agrees with TA-Lib's ATR and TTR's.
 * trading-signals and StockCharts count the plain range of the first candle as a true one, and begin one candle
 * sooner, though the move from the close before, which belongs to it, is not known; they differ by ever less.
 *
 * @throws {@link InsufficientDataError} when there are at most `period` candles.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, `period` is not an integer of at least 1, or
 * an option is unknown.
 * @example
 * ```ts
 * import { atr, createCandleSeries } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * atr(candles, { period: 2 })[3]; // => 1.5
 * ```
 */
export function atr(candles: CandleSeries, options: AtrOptions = {}): Float64Array {
  return computeColumn('atr', atrFeature, candles, options);
}

/** The feature behind {@link atr}. */
export const atrFeature: Feature<AtrOptions> = {
  optionNames: ['period'],
  inputs: ['high', 'low', 'close'],
  outputs: [],
  plan({ period = 14 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [period],
      remembers: true,
      createStage(memory) {
        const average = createAverageTrueRange(memory, period);
        return ([highs, lows, closes], [output], count) => average(highs!, lows!, closes!, output!, count);
      },
    };
  },
};
