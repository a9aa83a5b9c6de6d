import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { createDelay } from '../stages/delay.js';
import { createRollingMiddle } from '../stages/rollingMiddle.js';

/** Options of {@link ichimoku}. */
export interface IchimokuOptions {
  /** The window of the conversion line. Default 9; at least 1. */
  readonly conversionPeriod?: number | undefined;
  /** The window of the base line. Default 26; at least 1. */
  readonly basePeriod?: number | undefined;
  /** The window of the second span. Default 52; at least 1. */
  readonly spanPeriod?: number | undefined;
  /** How many steps before the present one the cloud that it meets was drawn. Default 26; 0 is allowed. */
  readonly displacement?: number | undefined;
}

/** The columns of {@link ichimoku}. */
export type IchimokuOutput = 'conversion' | 'base' | 'spanA' | 'spanB';

/**
 * Ichimoku cloud as it stands at each candle: the middles between the highest high and the lowest low of a short
 * (`conversion`) and a longer window (`base`), and the borders of the cloud that the candle meets, drawn
 * `displacement` steps before: the mean of those two (`spanA`) and the middle of the longest window (`spanB`).
 *
 * The lagging span of the charts is the close drawn 26 steps into the past: as a column it would show every row the
 * future, so it is not there. What it compares, the present close with that of 26 steps ago, is {@link momentum}.
 * Aligned with the candles. The first `conversionPeriod - 1` and `basePeriod - 1` values are NaN, and of the spans
 * `displacement` after those of their windows.
 *
 * Source: Hosoda (1969) as in Patel, Trading with Ichimoku Clouds (2010). The two npm packages give the cloud
 * drawn at each candle, for the time 26 steps later, under its own time: set `displacement` to 0 for that.
 *
 * @throws {@link InsufficientDataError} when the candles end before the first value of a span.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, a period is not an integer of at least 1, or
 * an option is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, ichimoku } from 'coincast';
 *
 * const closes = [10, 12, 11, 9];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * const short = { conversionPeriod: 1, basePeriod: 2, spanPeriod: 2, displacement: 1 };
 * ichimoku(candles, short).spanA[2]; // => 11.5
 * ```
 */
export function ichimoku(
  candles: CandleSeries,
  options: IchimokuOptions = {},
): Readonly<Record<IchimokuOutput, Float64Array>> {
  return computeColumns('ichimoku', ichimokuFeature, candles, options);
}

/** The feature behind {@link ichimoku}. */
export const ichimokuFeature: Feature<IchimokuOptions, IchimokuOutput> = {
  optionNames: ['conversionPeriod', 'basePeriod', 'spanPeriod', 'displacement'],
  inputs: ['high', 'low'],
  outputs: ['conversion', 'base', 'spanA', 'spanB'],
  plan({ conversionPeriod = 9, basePeriod = 26, spanPeriod = 52, displacement = 26 }) {
    requireInteger('conversionPeriod', conversionPeriod, { min: 1 });
    requireInteger('basePeriod', basePeriod, { min: 1 });
    requireInteger('spanPeriod', spanPeriod, { min: 1 });
    requireInteger('displacement', displacement, { min: 0 });
    const longer = Math.max(conversionPeriod, basePeriod);
    return {
      warmUp: [
        conversionPeriod - 1,
        basePeriod - 1,
        longer - 1 + displacement,
        spanPeriod - 1 + displacement,
      ],
      remembers: false,
      createStage(memory) {
        const shortMiddle = createRollingMiddle(memory, conversionPeriod);
        const baseMiddle = createRollingMiddle(memory, basePeriod);
        const longMiddle = createRollingMiddle(memory, spanPeriod);
        const displaceA = createDelay(memory, displacement);
        const displaceB = createDelay(memory, displacement);
        return ([highs, lows], [conversion, base, spanA, spanB], count) => {
          shortMiddle(highs!, lows!, conversion!, count);
          baseMiddle(highs!, lows!, base!, count);
          longMiddle(highs!, lows!, spanB!, count);
          for (let row = 0; row < count; row++) spanA![row] = (conversion![row]! + base![row]!) / 2;
          displaceA(spanA!, spanA!, count);
          displaceB(spanB!, spanB!, count);
        };
      },
    };
  },
};
