import { requireInteger } from '../../errors/index.js';
import { computeColumns, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { SourceOptions } from '../engine/Source.js';
import { createEma } from '../stages/exponentialMean.js';

/** Options of {@link macd}. */
export interface MacdOptions {
  /** The period of the fast average. Default 12; less than the slow one. */
  readonly fastPeriod?: number | undefined;
  /** The period of the slow average. Default 26. */
  readonly slowPeriod?: number | undefined;
  /** The period of the average of their difference. Default 9. */
  readonly signalPeriod?: number | undefined;
}

/** The columns of {@link macd}. */
export type MacdOutput = 'macd' | 'signal' | 'histogram';

/**
 * Moving average convergence divergence: the fast exponential average less the slow one (`macd`), the exponential
 * average of that (`signal`), and the difference of the two (`histogram`), in the units of the input.
 *
 * Every average begins with a plain mean, as {@link ema} does. Aligned with the input; the first `slowPeriod - 1`
 * values of `macd` are NaN, and `signalPeriod - 1` more of the other two.
 *
 * Source: Appel, The Moving Average Convergence-Divergence Method (1979); agrees with TTR's MACD. TA-Lib begins the
 * fast average `slowPeriod - fastPeriod` observations late, so that its first values differ, by ever less:
 * here `macd` is what {@link ema} of the two periods gives. trading-signals begins all averages with one price.
 *
 * @throws {@link InsufficientDataError} when the input ends before the first value of `signal`.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when a period is not an integer of at least 1, the fast one is not below the
 * slow one, or an option is unknown.
 * @example
 * ```ts
 * import { macd } from 'coincast';
 *
 * const { histogram } = macd([1, 2, 3, 4, 6, 9], { fastPeriod: 2, slowPeriod: 3, signalPeriod: 2 });
 * histogram[5]; // => 0.12037
 * ```
 */
export function macd(
  series: FeatureSource,
  options: MacdOptions = {},
): Readonly<Record<MacdOutput, Float64Array>> {
  return computeColumns('macd', macdFeature, series, options);
}

/** The feature behind {@link macd}. */
export const macdFeature: Feature<MacdOptions & SourceOptions, MacdOutput> = {
  optionNames: ['fastPeriod', 'slowPeriod', 'signalPeriod'],
  inputs: ['of'],
  outputs: ['macd', 'signal', 'histogram'],
  plan({ fastPeriod = 12, slowPeriod = 26, signalPeriod = 9 }) {
    requireInteger('slowPeriod', slowPeriod, { min: 2 });
    requireInteger('fastPeriod', fastPeriod, { min: 1, max: slowPeriod - 1 });
    requireInteger('signalPeriod', signalPeriod, { min: 1 });
    const known = slowPeriod - 1;
    const signalled = known + signalPeriod - 1;
    return {
      warmUp: [known, signalled, signalled],
      remembers: true,
      createStage(memory) {
        const fast = createEma(memory, fastPeriod);
        const slow = createEma(memory, slowPeriod);
        const smooth = createEma(memory, signalPeriod);
        return ([input], [line, signal, histogram], count) => {
          fast(input!, line!, count);
          slow(input!, signal!, count);
          for (let row = 0; row < count; row++) line![row]! -= signal![row]!;
          smooth(line!, signal!, count);
          for (let row = 0; row < count; row++) histogram![row] = line![row]! - signal![row]!;
        };
      },
    };
  },
};
