import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createDelay } from '../stages/delay.js';
import { createRollingSum } from '../stages/rollingSum.js';
import { typicalPrices } from '../stages/typicalPrices.js';

/** Options of {@link mfi}. */
export interface MfiOptions {
  /** The number of changes in a window. Default 14; at least 1. */
  readonly period?: number | undefined;
}

/**
 * Money flow index, from 0 (money only flowed out) to 100 (only in): the flow of the candles whose typical price
 * (the mean of high, low and close) rose, in percent of that of all whose price changed.
 *
 * The flow of a candle is its typical price times its volume. Where none flowed either way the index is 50. Aligned
 * with the candles; the first `period` values are NaN, the only ones.
 *
 * Source: Quong and Soudack, Volume-Weighted RSI: Money Flow, Technical Analysis of Stocks & Commodities 7:3 (1989);
 * agrees with TA-Lib's MFI and TTR's where money flowed. TA-Lib gives 0 where the flow is less than 1, whatever the
 * unit of the volume, which spoils it for coins of little volume; technicalindicators begins a candle late and rounds
 * to two digits.
 *
 * @throws {@link InsufficientDataError} when there are at most `period` candles.
 * @throws {@link DegenerateSeriesError} when no price ever changes.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles or no volumes, `period` is not an integer of at
 * least 1, or an option is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, mfi } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes, volumes: [1, 1, 3, 2] };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * mfi(candles, { period: 3 })[3]; // => 67.5
 * ```
 */
export function mfi(candles: CandleSeries, options: MfiOptions = {}): Float64Array {
  return computeColumn('mfi', mfiFeature, candles, options);
}

/** The feature behind {@link mfi}. */
export const mfiFeature: Feature<MfiOptions> = {
  optionNames: ['period'],
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: [],
  varies: { of: ['high', 'low', 'close'], need: 'some' },
  plan({ period = 14 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [period],
      remembers: false,
      createStage(memory) {
        const delay = createDelay(memory, 1);
        const sumIn = createRollingSum(memory, period);
        const sumOut = createRollingSum(memory, period);
        const typical = memory.scratch();
        const outflow = memory.scratch();
        return ([highs, lows, closes, volumes], [output], count) => {
          typicalPrices(highs!, lows!, closes!, typical, count);
          delay(typical, output!, count);
          for (let row = 0; row < count; row++) {
            const before = output![row]!;
            const price = typical[row]!;
            const flow = price * volumes![row]!;
            const unknown = Number.isNaN(before);
            output![row] = unknown ? Number.NaN : price > before ? flow : 0;
            outflow[row] = unknown ? Number.NaN : price < before ? flow : 0;
          }
          sumIn(output!, output!, count);
          sumOut(outflow, outflow, count);
          for (let row = 0; row < count; row++) {
            const flow = output![row]! + outflow[row]!;
            output![row] = flow === 0 ? 50 : (100 * output![row]!) / flow;
          }
        };
      },
    };
  },
};
