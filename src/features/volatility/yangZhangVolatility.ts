import { logRatio } from '../../math/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createDelay } from '../stages/delay.js';
import { createRollingMoments } from '../stages/rollingMoments.js';
import { createRollingSum } from '../stages/rollingSum.js';
import { rogersSatchellVariance } from './rogersSatchellVariance.js';
import {
  resolveVolatilityOptions,
  type VolatilityOptions,
  volatilityOptionNames,
} from './VolatilityOptions.js';

/** Options of {@link yangZhangVolatility}. */
export type YangZhangVolatilityOptions = VolatilityOptions;

/**
 * Yang and Zhang's volatility: the root of the variance of moves between candles, plus a mean of the variance from
 * open to close and of {@link rogersSatchellVolatility}, all of the trailing window, with the weights that make the
 * error least.
 *
 * Of one step, or of a year with `stepsPerYear`. Neither trends nor moves between candles disturb it. The two variances
 * are those of samples, with divisor `window - 1`; the weight of open to close is `0.34 / (1.34 + (n + 1) / (n - 1))`,
 * n being the window. Aligned with the candles; the first `window` values are NaN, the only ones, as the first candle
 * has no close before it.
 *
 * Source: Yang and Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, Journal
 * of Business 73 (2000), equations 4 to 9; agrees with TTR's volatility of type `yang.zhang`.
 *
 * @throws {@link InsufficientDataError} when there are at most `window` candles.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { createCandleSeries, yangZhangVolatility } from 'coincast';
 *
 * const candles = createCandleSeries({
 *   timestamps: [0, 1000, 2000],
 *   opens: [10, 11, 10],
 *   highs: [12, 12, 13],
 *   lows: [10, 10, 10],
 *   closes: [11, 10, 12],
 * });
 * yangZhangVolatility(candles, { window: 2 })[2]; // => 0.141448
 * ```
 */
export function yangZhangVolatility(
  candles: CandleSeries,
  options: YangZhangVolatilityOptions,
): Float64Array {
  return computeColumn('yangZhangVolatility', yangZhangVolatilityFeature, candles, options);
}

/** The feature behind {@link yangZhangVolatility}. */
export const yangZhangVolatilityFeature: Feature<YangZhangVolatilityOptions> = {
  optionNames: volatilityOptionNames,
  inputs: ['open', 'high', 'low', 'close'],
  outputs: [],
  plan(options) {
    const { window, stepsPerYear } = resolveVolatilityOptions(options);
    const weight = 0.34 / (1.34 + (window + 1) / (window - 1));
    return {
      warmUp: [window],
      remembers: false,
      createStage(memory) {
        const delay = createDelay(memory, 1);
        const momentsBetween = createRollingMoments(memory, window);
        const momentsWithin = createRollingMoments(memory, window);
        const sumRanges = createRollingSum(memory, window);
        const [between, within, ranges, means] = [
          memory.scratch(),
          memory.scratch(),
          memory.scratch(),
          memory.scratch(),
        ];
        return (inputs, [output], count) => {
          const [opens, , , closes] = inputs;
          delay(closes!, between, count);
          for (let row = 0; row < count; row++) {
            between[row] = logRatio(opens![row]!, between[row]!);
            within[row] = logRatio(closes![row]!, opens![row]!);
            ranges[row] = rogersSatchellVariance(inputs, row);
          }
          momentsBetween(between, means, between, count);
          momentsWithin(within, means, within, count);
          sumRanges(ranges, ranges, count);
          for (let row = 0; row < count; row++) {
            const variance =
              (between[row]! + weight * within[row]!) / (window - 1) + ((1 - weight) * ranges[row]!) / window;
            output![row] = Math.sqrt(variance * stepsPerYear);
          }
        };
      },
    };
  },
};
