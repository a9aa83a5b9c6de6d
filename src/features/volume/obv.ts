import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createDelay } from '../stages/delay.js';
import { createRunningTotal } from '../stages/runningTotal.js';

/** Options of {@link obv}: none. */
export type ObvOptions = Readonly<Record<never, never>>;

/**
 * On-balance volume: the running total of volumes, those of falling closes counted negative and those of unchanged
 * ones not at all, in the unit of the volumes.
 *
 * It begins with the volume of the first candle, so its level depends on where the series begins and only its changes
 * mean anything: take `{ feature: 'momentum', of: { feature: 'obv' } }` for a model. Aligned with the candles; there is
 * no warm-up. The total carries its rounding errors along (Neumaier 1974), so they do not build up.
 *
 * Source: Granville, Granville's New Key to Stock Market Profits (1963); agrees with TA-Lib's OBV and TTR's.
 * The two npm packages begin at 0 with the second candle, which is this less the first volume.
 *
 * @throws {@link InsufficientDataError} when there is no candle.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles or no volumes, or an option is given.
 * @example
 * ```ts
 * import { createCandleSeries, obv } from 'coincast';
 *
 * const closes = [10, 12, 12, 9];
 * const columns = { opens: closes, highs: closes, lows: closes, closes, volumes: [5, 3, 4, 1] };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * obv(candles)[3]; // => 7
 * ```
 */
export function obv(candles: CandleSeries, options: ObvOptions = {}): Float64Array {
  return computeColumn('obv', obvFeature, candles, options);
}

/** The feature behind {@link obv}. */
export const obvFeature: Feature<ObvOptions> = {
  optionNames: [],
  inputs: ['close', 'volume'],
  outputs: [],
  plan: () => ({
    warmUp: [0],
    remembers: true,
    createStage(memory) {
      const delay = createDelay(memory, 1);
      const total = createRunningTotal(memory);
      return ([closes, volumes], [output], count) => {
        delay(closes!, output!, count);
        for (let row = 0; row < count; row++) {
          const before = output![row]!;
          // The first close has none before it, and counts as a rise.
          const sign = closes![row]! < before ? -1 : closes![row] === before ? 0 : 1;
          output![row] = sign * volumes![row]!;
        }
        total(output!, output!, count);
      };
    },
  }),
};
