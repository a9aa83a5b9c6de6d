import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { StageMemory } from '../engine/StageMemory.js';
import { createWilderMean } from '../stages/exponentialMean.js';
import type { Filter } from '../stages/Filter.js';
import { passUnknown } from '../stages/passUnknown.js';
import { createTrueRange } from '../stages/trueRange.js';

/** Options of {@link adx}. */
export interface AdxOptions {
  /** The period of all three smoothings. Default 14, Wilder's own; at least 1. */
  readonly period?: number | undefined;
}

/** The columns of {@link adx}. */
export type AdxOutput = 'adx' | 'plus' | 'minus';

/**
 * Average directional index (`adx`), Wilder's measure from 0 to 100 of how much a market trends, whichever way, with
 * the directional indicators up (`plus`) and down (`minus`) that it rests on, in percent of the true range.
 *
 * Movements and ranges are running sums: the first `period - 1`, and from then on, in each step, the sum less one part
 * in `period` of it plus the new one. Their contrast is averaged in Wilder's way, beginning with a plain mean. Aligned
 * with the candles; the first `period` values of the indicators and `2 * period - 1` of the index are NaN. Where
 * nothing moved all three are 0.
 *
 * Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV, with the first sums of TA-Lib's ADX
 * and TTR's, with which it agrees: of the first `period` candles the first has no movement. technicalindicators and
 * StockCharts sum a movement more, and trading-signals begins a candle sooner; both differ by ever less.
 *
 * @throws {@link InsufficientDataError} when there are fewer than `2 * period` candles.
 * @throws {@link DegenerateSeriesError} when no price ever changes.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, `period` is not an integer of at least 1, or
 * an option is unknown.
 * @example
 * ```ts
 * import { adx, createCandleSeries } from 'coincast';
 *
 * const closes = [10, 11, 12, 11];
 * const candles = createCandleSeries({
 *   timestamps: [0, 1000, 2000, 3000],
 *   opens: closes,
 *   highs: closes.map((close) => close + 1),
 *   lows: closes.map((close) => close - 1),
 *   closes,
 * });
 * adx(candles, { period: 2 }).plus[2]; // => 50
 * ```
 */
export function adx(
  candles: CandleSeries,
  options: AdxOptions = {},
): Readonly<Record<AdxOutput, Float64Array>> {
  return computeColumns('adx', adxFeature, candles, options);
}

/** The feature behind {@link adx}. */
export const adxFeature: Feature<AdxOptions, AdxOutput> = {
  optionNames: ['period'],
  inputs: ['high', 'low', 'close'],
  outputs: ['adx', 'plus', 'minus'],
  varies: { of: ['high', 'low', 'close'], need: 'some' },
  plan({ period = 14 }) {
    requireInteger('period', period, { min: 1 });
    return {
      warmUp: [2 * period - 1, period, period],
      remembers: true,
      createStage(memory) {
        const movements = createMovements(memory);
        const trueRange = createTrueRange(memory);
        const sumPlus = createFadingSum(memory, period);
        const sumMinus = createFadingSum(memory, period);
        const sumRanges = createFadingSum(memory, period);
        const smoothContrast = createWilderMean(memory, period);
        const ranges = memory.scratch();
        return ([highs, lows, closes], [index, plus, minus], count) => {
          movements(highs!, lows!, plus!, minus!, count);
          trueRange(highs!, lows!, closes!, ranges, count);
          sumPlus(plus!, plus!, count);
          sumMinus(minus!, minus!, count);
          sumRanges(ranges, ranges, count);
          for (let row = 0; row < count; row++) {
            const range = ranges[row]!;
            const up = range === 0 ? 0 : (100 * plus![row]!) / range;
            const down = range === 0 ? 0 : (100 * minus![row]!) / range;
            plus![row] = up;
            minus![row] = down;
            index![row] = up + down === 0 ? 0 : (100 * Math.abs(up - down)) / (up + down);
          }
          smoothContrast(index!, index!, count);
        };
      },
    };
  },
};

/** Writes how far each candle reaches above and below the one before, only the farther of the two counting. */
function createMovements(memory: StageMemory) {
  const kept = memory.numbers(2).fill(Number.NaN);
  return (
    highs: Float64Array,
    lows: Float64Array,
    plus: Float64Array,
    minus: Float64Array,
    count: number,
  ): void => {
    let [highBefore, lowBefore] = [kept[0]!, kept[1]!];
    for (let row = 0; row < count; row++) {
      const up = highs[row]! - highBefore;
      const down = lowBefore - lows[row]!;
      // Unknown in the first row, as both differences are with NaN.
      plus[row] = up > down ? Math.max(up, 0) : up - up;
      minus[row] = down > up ? Math.max(down, 0) : down - down;
      highBefore = highs[row]!;
      lowBefore = lows[row]!;
    }
    kept[0] = highBefore;
    kept[1] = lowBefore;
  };
}

/** Wilder's running sum, known from the value `period` on. */
function createFadingSum(memory: StageMemory, period: number): Filter {
  const kept = memory.numbers(2);
  return (input, output, count) => {
    let seen = kept[0]!;
    let sum = kept[1]!;
    let row = passUnknown(input, output, count);
    for (; row < count && seen < period - 1; row++) {
      seen++;
      sum += input[row]!;
      output[row] = Number.NaN;
    }
    for (; row < count; row++) {
      sum += input[row]! - sum / period;
      output[row] = sum;
    }
    kept[0] = seen;
    kept[1] = sum;
  };
}
