import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { PairOptions } from '../engine/Source.js';
import { createRollingCorrelations } from '../stages/rollingCorrelations.js';

/** Options of {@link rollingCorrelation}. */
export interface RollingCorrelationOptions {
  /** The number of pairs in a window, the present one included; at least 2. */
  readonly window: number;
}

/**
 * Rolling correlation: Pearson's coefficient of two columns over the trailing window, from -1 to 1.
 *
 * The two belong to each other by position. Correlate returns rather than prices: two prices that wander for
 * themselves are often far from 0 all the same (Granger and Newbold 1974). Aligned with the input; the first
 * `window - 1` values are NaN, the only ones. Where one of the two does not vary in a window it is 0. Sums of products
 * are built around local means, so levels do not cancel digits.
 *
 * Agrees with R's `cor` and pandas' `rolling.corr`.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the window.
 * @throws {@link DegenerateSeriesError} when one of the two is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the two differ in length, `window` is not an integer of at least 2, or an
 * option is unknown.
 * @example
 * ```ts
 * import { rollingCorrelation } from 'coincast';
 *
 * rollingCorrelation([1, 2, 3, 4], [1, 3, 2, 1], { window: 3 })[2]; // => 0.5
 * ```
 */
export function rollingCorrelation(
  series: FeatureSource,
  other: FeatureSource,
  options: RollingCorrelationOptions,
): Float64Array {
  return computeColumn('rollingCorrelation', rollingCorrelationFeature, series, options, other);
}

/** The feature behind {@link rollingCorrelation}. */
export const rollingCorrelationFeature: Feature<RollingCorrelationOptions & PairOptions> = {
  optionNames: ['window'],
  inputs: ['of', 'with'],
  outputs: [],
  varies: { of: ['of', 'with'], need: 'every' },
  plan({ window }) {
    requireInteger('window', window, { min: 2 });
    return {
      warmUp: [window - 1],
      remembers: false,
      createStage(memory) {
        const correlations = createRollingCorrelations(memory, window);
        return ([first, second], [output], count) => correlations(first!, second!, output!, count);
      },
    };
  },
};
