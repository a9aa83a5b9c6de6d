import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createLogReturns } from '../stages/logReturns.js';
import type { SpanOptions } from './SpanOptions.js';

/** Options of {@link logReturns}. */
export type LogReturnsOptions = SpanOptions;

/**
 * Logarithmic returns: the natural logarithm of each value over the one `span` steps before it.
 *
 * Aligned with the input; the first `span` values are NaN, the only ones. Log returns add up over time, and
 * small ones are close to simple returns. They are computed by `log1p` of the simple return where prices are
 * near each other, which keeps all digits of tiny moves.
 *
 * @throws {@link InsufficientDataError} when the input is no longer than `span`.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when `span` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { logReturns } from 'coincast';
 *
 * logReturns([100, 110, 99])[1]; // => 0.0953102
 * ```
 */
export function logReturns(series: FeatureSource, options: LogReturnsOptions = {}): Float64Array {
  return computeColumn('logReturns', logReturnsFeature, series, options);
}

/** The feature behind {@link logReturns}. */
export const logReturnsFeature: Feature<LogReturnsOptions & SourceOptions> = {
  optionNames: ['span'],
  inputs: ['of'],
  outputs: [],
  positive: true,
  plan({ span = 1 }) {
    requireInteger('span', span, { min: 1 });
    return filterPlan(span, false, (memory) => createLogReturns(memory, span));
  },
};
