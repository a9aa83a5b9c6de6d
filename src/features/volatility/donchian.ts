import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createRollingExtreme } from '../stages/rollingExtreme.js';

/** Options of {@link donchian}. */
export interface DonchianOptions {
  /** The number of candles in a window, the present one included. Default 20; at least 1. */
  readonly period?: number | undefined;
}

/** The columns of {@link donchian}. */
export type DonchianOutput = 'upper' | 'middle' | 'lower';

/**
 * Donchian channel: the highest high (`upper`) and the lowest low (`lower`) of the trailing window, and the middle
 * between them (`middle`).
 *
 * The present candle is in the window. A breakout rule compares the close with the channel of the candles before:
 * `{ feature: 'lag', of: { feature: 'donchian', output: 'upper' } }`. Aligned with the candles; the first
 * `period - 1` values are NaN, the only ones.
 *
 * Source: Donchian (1960); agrees with TTR's DonchianChannel and with TA-Lib's MAX of highs and MIN of lows.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, `period` is not an integer of at least 1, or
 * an option is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, donchian } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * donchian(candles, { period: 3 }).middle[3]; // => 13
 * ```
 */
export function donchian(
  candles: CandleSeries,
  options: DonchianOptions = {},
): Readonly<Record<DonchianOutput, Float64Array>> {
  return computeColumns('donchian', donchianFeature, candles, options);
}

/** The feature behind {@link donchian}. */
export const donchianFeature: Feature<DonchianOptions, DonchianOutput> = {
  optionNames: ['period'],
  inputs: ['high', 'low'],
  outputs: ['upper', 'middle', 'lower'],
  plan({ period = 20 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [period - 1, period - 1, period - 1],
      remembers: false,
      createStage(memory) {
        const highest = createRollingExtreme(memory, period, 'highest');
        const lowest = createRollingExtreme(memory, period, 'lowest');
        return ([highs, lows], [upper, middle, lower], count) => {
          highest(highs!, upper!, count);
          lowest(lows!, lower!, count);
          for (let row = 0; row < count; row++) middle![row] = (upper![row]! + lower![row]!) / 2;
        };
      },
    };
  },
};
