import { requireNumber } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';

/** Options of {@link parabolicSar}. */
export interface ParabolicSarOptions {
  /** How much of the way to the extreme the stop goes at first, and how much more at each new one. Default 0.02. */
  readonly acceleration?: number | undefined;
  /** The most of the way that it goes, at least `acceleration` and at most 1. Default 0.2. */
  readonly maxAcceleration?: number | undefined;
}

/** The columns of {@link parabolicSar}. */
export type ParabolicSarOutput = 'sar' | 'direction';

/** What is remembered, by place. */
const [rising, stop, extreme, factor, high, low, seen] = [0, 1, 2, 3, 4, 5, 6];

/**
 * Parabolic stop and reverse (`sar`), Wilder's trailing stop that speeds up with every new extreme of the trend, and
 * whether the trend rises, 1, or falls, -1 (`direction`).
 *
 * The trend begins falling if the second candle reaches farther below the first than above it, else rising. The stop
 * of a candle rests on the candles before it, except where the candle itself crosses it and turns the trend. Aligned
 * with the candles; the first value is NaN, the only one.
 *
 * Source: Wilder, New Concepts in Technical Trading Systems (1978), section II, with TA-Lib's choice of the first
 * trend; agrees with its SAR. technicalindicators always begins rising, and agrees from a turn on. trading-signals takes
 * the candle that turns a trend into its extreme, and puts a rising stop 0.01 below that candle whatever the price, so
 * it differs throughout.
 *
 * @throws {@link InsufficientDataError} when there are fewer than 2 candles.
 * @throws {@link NonFiniteValueError} when a price is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles, an acceleration is out of bounds, or an option
 * is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, parabolicSar } from 'coincast';
 *
 * const closes = [10, 12, 13, 9];
 * const columns = { opens: closes, highs: closes, lows: closes, closes };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * const { sar, direction } = parabolicSar(candles);
 * sar[2]; // => 10.04
 * direction[3]; // => -1
 * ```
 */
export function parabolicSar(
  candles: CandleSeries,
  options: ParabolicSarOptions = {},
): Readonly<Record<ParabolicSarOutput, Float64Array>> {
  return computeColumns('parabolicSar', parabolicSarFeature, candles, options);
}

/** The feature behind {@link parabolicSar}. */
export const parabolicSarFeature: Feature<ParabolicSarOptions, ParabolicSarOutput> = {
  optionNames: ['acceleration', 'maxAcceleration'],
  inputs: ['high', 'low'],
  outputs: ['sar', 'direction'],
  plan({ acceleration = 0.02, maxAcceleration = 0.2 }) {
    requireNumber('acceleration', acceleration, { above: 0, max: 1 });
    requireNumber('maxAcceleration', maxAcceleration, { min: acceleration, max: 1 });
    return {
      warmUp: [1, 1],
      remembers: true,
      createStage(memory) {
        const trend = memory.numbers(7);
        return ([highs, lows], [stops, directions], count) => {
          for (let row = 0; row < count; row++) {
            const top = highs![row]!;
            const bottom = lows![row]!;
            if (trend[seen] === 0) {
              stops![row] = Number.NaN;
              directions![row] = Number.NaN;
            } else {
              if (trend[seen] === 1) begin(trend, top, bottom, acceleration);
              stops![row] = follow(trend, top, bottom, acceleration, maxAcceleration);
              directions![row] = trend[rising]!;
            }
            trend[high] = top;
            trend[low] = bottom;
            trend[seen]!++;
          }
        };
      },
    };
  },
};

/** The first trend, from the first candle, which is remembered, and the second. */
function begin(trend: Float64Array, top: number, bottom: number, acceleration: number): void {
  const down = trend[low]! - bottom;
  const falls = down > 0 && down > top - trend[high]!;
  trend[rising] = falls ? -1 : 1;
  trend[stop] = falls ? trend[high]! : trend[low]!;
  trend[extreme] = falls ? bottom : top;
  trend[factor] = acceleration;
  // The first stop is kept clear of the second candle alone.
  trend[high] = top;
  trend[low] = bottom;
}

/** The stop at a candle; leaves the one for the next candle. */
function follow(
  trend: Float64Array,
  top: number,
  bottom: number,
  acceleration: number,
  most: number,
): number {
  const up = trend[rising]! > 0;
  const crossed = up ? bottom <= trend[stop]! : top >= trend[stop]!;
  const further = up ? top > trend[extreme]! : bottom < trend[extreme]!;
  if (crossed) {
    trend[stop] = clear(trend, -trend[rising]!, trend[extreme]!, top, bottom);
    trend[rising] = -trend[rising]!;
    trend[extreme] = up ? bottom : top;
    trend[factor] = acceleration;
  } else if (further) {
    trend[extreme] = up ? top : bottom;
    trend[factor] = Math.min(most, trend[factor]! + acceleration);
  }
  const shown = trend[stop]!;
  const next = shown + trend[factor]! * (trend[extreme]! - shown);
  trend[stop] = clear(trend, trend[rising]!, next, top, bottom);
  return shown;
}

/** A stop that is not within the present or the last candle. */
function clear(trend: Float64Array, side: number, level: number, top: number, bottom: number): number {
  return side > 0 ? Math.min(level, trend[low]!, bottom) : Math.max(level, trend[high]!, top);
}
