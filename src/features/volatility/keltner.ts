import { requireInteger, requireNumber } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createAverageTrueRange } from '../stages/averageTrueRange.js';
import { createEma } from '../stages/exponentialMean.js';

/** Options of {@link keltner}. */
export interface KeltnerOptions {
  /** The period of the exponential average of closes. Default 20; at least 1. */
  readonly period?: number | undefined;
  /** The period of the average true range. Default 10; at least 1. */
  readonly rangePeriod?: number | undefined;
  /** How many average true ranges the bands are from the middle. Default 2; above 0. */
  readonly multiplier?: number | undefined;
}

/** The columns of {@link keltner}. */
export type KeltnerOutput = 'upper' | 'middle' | 'lower';

/**
 * Keltner channels: the exponential average of closes (`middle`, see {@link ema}), and bands some average true ranges
 * (see {@link atr}) above and below it (`upper`, `lower`).
 *
 * Aligned with the candles; the first `period - 1` values of `middle` are NaN, and of the bands also those before the
 * average true range is known.
 *
 * Source: Keltner (1960) as Raschke has it (Raschke and Connors, Street Smarts, 1995), which StockCharts and
 * TradingView show; Keltner's own middle is a simple average of typical prices.
 *
 * @throws {@link InsufficientDataError} when the candles end before the first value of the bands.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { createCandleSeries, keltner } from 'coincast';
 *
 * const closes = [10, 12, 14, 13];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * keltner(candles, { period: 2, rangePeriod: 2 }).upper[2]; // => 17
 * ```
 */
export function keltner(
  candles: CandleSeries,
  options: KeltnerOptions = {},
): Readonly<Record<KeltnerOutput, Float64Array>> {
  return computeColumns('keltner', keltnerFeature, candles, options);
}

/** The feature behind {@link keltner}. */
export const keltnerFeature: Feature<KeltnerOptions, KeltnerOutput> = {
  optionNames: ['period', 'rangePeriod', 'multiplier'],
  inputs: ['high', 'low', 'close'],
  outputs: ['upper', 'middle', 'lower'],
  plan({ period = 20, rangePeriod = 10, multiplier = 2 }) {
    requireInteger('period', period, { min: 1 });
    requireInteger('rangePeriod', rangePeriod, { min: 1 });
    requireNumber('multiplier', multiplier, { above: 0 });
    const banded = Math.max(period - 1, rangePeriod);
    return {
      warmUp: [banded, period - 1, banded],
      remembers: true,
      createStage(memory) {
        const average = createEma(memory, period);
        const range = createAverageTrueRange(memory, rangePeriod);
        return ([highs, lows, closes], [upper, middle, lower], count) => {
          average(closes!, middle!, count);
          range(highs!, lows!, closes!, upper!, count);
          for (let row = 0; row < count; row++) {
            const reach = multiplier * upper![row]!;
            upper![row] = middle![row]! + reach;
            lower![row] = middle![row]! - reach;
          }
        };
      },
    };
  },
};
