import { requireInteger, requireNumber } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createAverageTrueRange } from '../stages/averageTrueRange.js';

/** Options of {@link supertrend}. */
export interface SupertrendOptions {
  /** The period of the average true range. Default 10; at least 1. */
  readonly period?: number | undefined;
  /** How many average true ranges the line is from the middle of a candle. Default 3; above 0. */
  readonly multiplier?: number | undefined;
}

/** The columns of {@link supertrend}. */
export type SupertrendOutput = 'line' | 'direction';

/** What is remembered, by place. */
const [upper, lower, close, direction] = [0, 1, 2, 3];

/**
 * Supertrend: a trailing line some average true ranges below a rising market or above a falling one (`line`), and
 * which of the two it is, 1 or -1 (`direction`).
 *
 * The bands `middle ± multiplier * range` only ever move towards the price, until a close passes one and the trend
 * turns. The trend begins falling, with the upper band. Aligned with the candles; the first `period` values are
 * NaN, the only ones, as in {@link atr}.
 *
 * Source: Seban (2008), with the rules and the first trend of TradingView's `ta.supertrend`.
 *
 * @throws {@link InsufficientDataError} when there are at most `period` candles.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { createCandleSeries, supertrend } from 'coincast';
 *
 * const closes = [10, 12, 16, 9];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * const { line, direction } = supertrend(candles, { period: 1, multiplier: 1 });
 * line[2]; // => 12
 * direction[3]; // => -1
 * ```
 */
export function supertrend(
  candles: CandleSeries,
  options: SupertrendOptions = {},
): Readonly<Record<SupertrendOutput, Float64Array>> {
  return computeColumns('supertrend', supertrendFeature, candles, options);
}

/** The feature behind {@link supertrend}. */
export const supertrendFeature: Feature<SupertrendOptions, SupertrendOutput> = {
  optionNames: ['period', 'multiplier'],
  inputs: ['high', 'low', 'close'],
  outputs: ['line', 'direction'],
  plan({ period = 10, multiplier = 3 }) {
    requireInteger('period', period, { min: 1 });
    requireNumber('multiplier', multiplier, { above: 0 });
    return {
      warmUp: [period, period],
      remembers: true,
      createStage(memory) {
        const averageTrueRange = createAverageTrueRange(memory, period);
        const kept = memory.numbers(4);
        kept[upper] = Number.POSITIVE_INFINITY;
        kept[lower] = Number.NEGATIVE_INFINITY;
        kept[direction] = -1;
        return ([highs, lows, closes], [lines, directions], count) => {
          averageTrueRange(highs!, lows!, closes!, lines!, count);
          for (let row = 0; row < count; row++) {
            const reach = multiplier * lines![row]!;
            directions![row] = Number.NaN;
            if (Number.isNaN(reach)) continue;
            const middle = (highs![row]! + lows![row]!) / 2;
            advance(kept, middle - reach, middle + reach, closes![row]!);
            lines![row] = kept[direction]! > 0 ? kept[lower]! : kept[upper]!;
            directions![row] = kept[direction]!;
          }
        };
      },
    };
  },
};

function advance(kept: Float64Array, bottom: number, top: number, price: number): void {
  if (top < kept[upper]! || kept[close]! > kept[upper]!) kept[upper] = top;
  if (bottom > kept[lower]! || kept[close]! < kept[lower]!) kept[lower] = bottom;
  if (kept[direction]! > 0) kept[direction] = price < kept[lower]! ? -1 : 1;
  else kept[direction] = price > kept[upper]! ? 1 : -1;
  kept[close] = price;
}
