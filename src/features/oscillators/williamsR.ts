import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createRangePosition } from '../stages/rangePosition.js';

/** Options of {@link williamsR}. */
export interface WilliamsROptions {
  /** The window of the range, in observations. Default 14; at least 1. */
  readonly period?: number | undefined;
}

/**
 * Williams %R: how far the close is below the highest high of the trailing window, from -100, at the lowest low, to
 * 0, at the highest high.
 *
 * It is the fast {@link stochastic} less 100. Where a window has no range it is -50. Aligned with the candles; the
 * first `period - 1` values are NaN, the only ones.
 *
 * Source: Williams, How I Made One Million Dollars (1973); agrees with TA-Lib's WILLR. In a window without range
 * TA-Lib gives 0, as if the price were at its highest, trading-signals -100, and technicalindicators NaN.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link DegenerateSeriesError} when no price ever changes.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, `period` is not an integer of at least 1, or
 * an option is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, williamsR } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * williamsR(candles, { period: 3 })[3]; // => -50
 * ```
 */
export function williamsR(candles: CandleSeries, options: WilliamsROptions = {}): Float64Array {
  return computeColumn('williamsR', williamsRFeature, candles, options);
}

/** The feature behind {@link williamsR}. */
export const williamsRFeature: Feature<WilliamsROptions> = {
  optionNames: ['period'],
  inputs: ['high', 'low', 'close'],
  outputs: [],
  varies: { of: ['high', 'low', 'close'], need: 'some' },
  plan({ period = 14 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [period - 1],
      remembers: false,
      createStage(memory) {
        const position = createRangePosition(memory, period);
        return ([highs, lows, closes], [output], count) => {
          position(highs!, lows!, closes!, output!, count);
          for (let row = 0; row < count; row++) output![row] = 100 * output![row]! - 100;
        };
      },
    };
  },
};
