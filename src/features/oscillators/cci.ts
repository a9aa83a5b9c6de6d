import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createMeanDeviation } from '../stages/meanDeviation.js';
import { createRollingMean } from '../stages/rollingMean.js';
import { typicalPrices } from '../stages/typicalPrices.js';

/** Options of {@link cci}. */
export interface CciOptions {
  /** The number of candles in a window, the present one included. Default 20, Lambert's own; at least 2. */
  readonly period?: number | undefined;
}

/**
 * Commodity channel index: how far the typical price (the mean of high, low and close) is from its mean over the
 * trailing window, in units of 0.015 times the mean absolute deviation there.
 *
 * The factor puts some three quarters of values between -100 and 100. Where a window does not vary the index is 0.
 * Aligned with the candles; the first `period - 1` values are NaN, the only ones. Time is in the logarithm of the
 * window, for a mean absolute deviation has no running sum.
 *
 * Source: Lambert, Commodity Channel Index, Commodities 9:10 (1980); agrees with TA-Lib's CCI and TTR's. The two npm
 * packages give NaN where a window does not vary.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link DegenerateSeriesError} when no price ever changes.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, `period` is not an integer of at least 2, or
 * an option is unknown.
 * @example
 * ```ts
 * import { cci, createCandleSeries } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * cci(candles, { period: 3 })[2]; // => 100.0
 * ```
 */
export function cci(candles: CandleSeries, options: CciOptions = {}): Float64Array {
  return computeColumn('cci', cciFeature, candles, options);
}

/** The feature behind {@link cci}. */
export const cciFeature: Feature<CciOptions> = {
  optionNames: ['period'],
  inputs: ['high', 'low', 'close'],
  outputs: [],
  varies: { of: ['high', 'low', 'close'], need: 'some' },
  plan({ period = 20 }) {
    requireInteger('period', period, { min: 2 });
    return {
      warmUp: [period - 1],
      remembers: false,
      createStage(memory) {
        const mean = createRollingMean(memory, period);
        const meanDeviation = createMeanDeviation(memory, period);
        const typical = memory.scratch();
        const means = memory.scratch();
        return ([highs, lows, closes], [output], count) => {
          typicalPrices(highs!, lows!, closes!, typical, count);
          mean(typical, means, count);
          meanDeviation(typical, means, output!, count);
          for (let row = 0; row < count; row++) {
            const deviation = output![row]!;
            output![row] = deviation === 0 ? 0 : (typical[row]! - means[row]!) / (0.015 * deviation);
          }
        };
      },
    };
  },
};
