import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createZScore } from '../stages/zScore.js';

/** Options of {@link zScore}. */
export interface ZScoreOptions {
  /** The number of observations in a window, the present one included. Default 20; at least 2. */
  readonly window?: number | undefined;
}

/**
 * Rolling z-score: how many sample standard deviations (divisor `window - 1`) each value is from the mean of its
 * trailing window.
 *
 * Aligned with the input; the first `window - 1` values are NaN, the only ones. The score lies within
 * `(window - 1) / sqrt(window)` of zero, as the value is one of those it is measured against, and is 0 in a window
 * that does not vary. Scaling by the whole sample instead, as is often done, shows every row the future.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the window.
 * @throws {@link DegenerateSeriesError} when the input is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `window` is not an integer of at least 2, or an option is unknown.
 * @example
 * ```ts
 * import { zScore } from 'coincast';
 *
 * zScore([1, 2, 3, 9], { window: 3 })[2]; // => 1
 * ```
 */
export function zScore(series: FeatureSource, options: ZScoreOptions = {}): Float64Array {
  return computeColumn('zScore', zScoreFeature, series, options);
}

/** The feature behind {@link zScore}. */
export const zScoreFeature: Feature<ZScoreOptions & SourceOptions> = {
  optionNames: ['window'],
  inputs: ['of'],
  outputs: [],
  varies: { of: ['of'], need: 'every' },
  plan({ window = 20 }) {
    requireInteger('window', window, { min: 2 });
    return filterPlan(window - 1, false, (memory) => createZScore(memory, window));
  },
};
