import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createRollingMoments } from '../stages/rollingMoments.js';

/** Options of {@link rollingStandardDeviation}. */
export interface RollingStandardDeviationOptions {
  /** The number of observations in a window, the present one included; at least 2. */
  readonly window: number;
}

/**
 * Rolling sample standard deviation of the trailing window, with divisor `window - 1`.
 *
 * Aligned with the input; the first `window - 1` values are NaN, the only ones. A constant window has exactly 0. The
 * sums of squares are built around local means (Welford 1962; Chan, Golub and LeVeque 1983), so that little noise on
 * a large level does not cancel away, as it does in the difference of a mean of squares and a squared mean.
 *
 * Agrees with R's `sd` and pandas' `rolling.std`. TA-Lib's STDDEV and {@link bollinger} have the divisor `window`:
 * multiply by `sqrt((window - 1) / window)`.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the window.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `window` is not an integer of at least 2, or an option is unknown.
 * @example
 * ```ts
 * import { rollingStandardDeviation } from 'coincast';
 *
 * rollingStandardDeviation([1, 2, 3, 7], { window: 3 })[2]; // => 1
 * ```
 */
export function rollingStandardDeviation(
  series: FeatureSource,
  options: RollingStandardDeviationOptions,
): Float64Array {
  return computeColumn('rollingStandardDeviation', rollingStandardDeviationFeature, series, options);
}

/** The feature behind {@link rollingStandardDeviation}. */
export const rollingStandardDeviationFeature: Feature<RollingStandardDeviationOptions & SourceOptions> = {
  optionNames: ['window'],
  inputs: ['of'],
  outputs: [],
  plan({ window }) {
    requireInteger('window', window, { min: 2 });
    return filterPlan(window - 1, false, (memory) => {
      const moments = createRollingMoments(memory, window);
      const means = memory.scratch();
      return (input, output, count) => {
        moments(input, means, output, count);
        for (let row = 0; row < count; row++) output[row] = Math.sqrt(output[row]! / (window - 1));
      };
    });
  },
};
