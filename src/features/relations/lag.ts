import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import type { SpanOptions } from '../returns/SpanOptions.js';
import { createDelay } from '../stages/delay.js';

/** Options of {@link lag}. */
export type LagOptions = SpanOptions;

/**
 * Lag: the value `span` steps before.
 *
 * In a spec, lags of other features are what they are mostly for: `{ feature: 'lag', of: { feature: 'logReturns' } }`.
 * Aligned with the input; the first `span` values are NaN, the only ones. A negative span would be the future, and is
 * refused.
 *
 * @throws {@link InsufficientDataError} when the input is no longer than `span`.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `span` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { lag } from 'coincast';
 *
 * lag([100, 110, 99], { span: 2 })[2]; // => 100
 * ```
 */
export function lag(series: FeatureSource, options: LagOptions = {}): Float64Array {
  return computeColumn('lag', lagFeature, series, options);
}

/** The feature behind {@link lag}. */
export const lagFeature: Feature<LagOptions & SourceOptions> = {
  optionNames: ['span'],
  inputs: ['of'],
  outputs: [],
  plan({ span = 1 }) {
    requireInteger('span', span, { min: 1 });
    return filterPlan(span, false, (memory) => createDelay(memory, span));
  },
};
