import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createRollingSum } from '../stages/rollingSum.js';

/** Options of {@link chaikinMoneyFlow}. */
export interface ChaikinMoneyFlowOptions {
  /** The number of candles in a window, the present one included. Default 20; at least 1. */
  readonly period?: number | undefined;
}

/**
 * Chaikin money flow, from -1 (every candle closed at its low) to 1 (at its high): the mean place of closes in their
 * candles over the trailing window, weighted by volume.
 *
 * A candle without range counts as closed in its middle. Where nothing was traded in a window it is 0. Aligned with the
 * candles; the first `period - 1` values are NaN, the only ones.
 *
 * Source: Chaikin, as in Achelis, Technical Analysis from A to Z (1995), agrees with TTR's CMF.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles or no volumes, `period` is not an integer of at
 * least 1, or an option is unknown.
 * @example
 * ```ts
 * import { chaikinMoneyFlow, createCandleSeries } from 'coincast';
 *
 * const candles = createCandleSeries({
 *   timestamps: [0, 1000],
 *   opens: [10, 11],
 *   highs: [12, 12],
 *   lows: [10, 10],
 *   closes: [12, 10],
 *   volumes: [3, 1],
 * });
 * chaikinMoneyFlow(candles, { period: 2 })[1]; // => 0.5
 * ```
 */
export function chaikinMoneyFlow(candles: CandleSeries, options: ChaikinMoneyFlowOptions = {}): Float64Array {
  return computeColumn('chaikinMoneyFlow', chaikinMoneyFlowFeature, candles, options);
}

/** The feature behind {@link chaikinMoneyFlow}. */
export const chaikinMoneyFlowFeature: Feature<ChaikinMoneyFlowOptions> = {
  optionNames: ['period'],
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: [],
  plan({ period = 20 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [period - 1],
      remembers: false,
      createStage(memory) {
        const sumFlows = createRollingSum(memory, period);
        const sumVolumes = createRollingSum(memory, period);
        const volumesSummed = memory.scratch();
        return ([highs, lows, closes, volumes], [output], count) => {
          for (let row = 0; row < count; row++) {
            const [high, low, close] = [highs![row]!, lows![row]!, closes![row]!];
            const place = high === low ? 0 : (close - low - (high - close)) / (high - low);
            output![row] = place * volumes![row]!;
          }
          sumFlows(output!, output!, count);
          sumVolumes(volumes!, volumesSummed, count);
          for (let row = 0; row < count; row++) {
            const volume = volumesSummed[row]!;
            output![row] = volume === 0 ? 0 : output![row]! / volume;
          }
        };
      },
    };
  },
};
