import { requireInteger, requireNumber } from '../../errors/index.js';
import { computeColumns, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { SourceOptions } from '../engine/Source.js';
import { createRollingMoments } from '../stages/rollingMoments.js';

/** Options of {@link bollinger}. */
export interface BollingerOptions {
  /** The number of observations in a window, the present one included. Default 20; at least 2. */
  readonly period?: number | undefined;
  /** How many standard deviations the bands are from the middle. Default 2; above 0. */
  readonly deviations?: number | undefined;
}

/** The columns of {@link bollinger}. */
export type BollingerOutput = 'upper' | 'middle' | 'lower' | 'percentB';

/**
 * Bollinger bands: the mean of the trailing window (`middle`), the bands some standard deviations above and below it
 * (`upper`, `lower`), and where the value is between them, 0 at the lower and 1 at the upper band (`percentB`).
 *
 * The standard deviation is that of a population, with divisor `period`, as Bollinger has it. Aligned with the input;
 * the first `period - 1` values are NaN, the only ones. Where a window does not vary the bands meet, and `percentB`
 * is 0.5.
 *
 * Source: Bollinger, Bollinger on Bollinger Bands (2001), chapter 7; agrees with TA-Lib's BBANDS, TTR's and those of
 * the two npm packages.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the period.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { bollinger } from 'coincast';
 *
 * const { upper, percentB } = bollinger([1, 3, 5, 5], { period: 2 });
 * [upper[1], percentB[1], percentB[3]]; // => [4, 0.75, 0.5]
 * ```
 */
export function bollinger(
  series: FeatureSource,
  options: BollingerOptions = {},
): Readonly<Record<BollingerOutput, Float64Array>> {
  return computeColumns('bollinger', bollingerFeature, series, options);
}

/** The feature behind {@link bollinger}. */
export const bollingerFeature: Feature<BollingerOptions & SourceOptions, BollingerOutput> = {
  optionNames: ['period', 'deviations'],
  inputs: ['of'],
  outputs: ['upper', 'middle', 'lower', 'percentB'],
  plan({ period = 20, deviations = 2 }) {
    requireInteger('period', period, { min: 2 });
    requireNumber('deviations', deviations, { above: 0 });
    const known = period - 1;
    return {
      warmUp: [known, known, known, known],
      remembers: false,
      createStage(memory) {
        const moments = createRollingMoments(memory, period);
        return ([input], [upper, middle, lower, percentB], count) => {
          moments(input!, middle!, percentB!, count);
          for (let row = 0; row < count; row++) {
            const reach = deviations * Math.sqrt(percentB![row]! / period);
            const apart = input![row]! - middle![row]!;
            upper![row] = middle![row]! + reach;
            lower![row] = middle![row]! - reach;
            percentB![row] = reach === 0 ? 0.5 : 0.5 + apart / (2 * reach);
          }
        };
      },
    };
  },
};
