import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createDelay } from '../stages/delay.js';
import type { SpanOptions } from './SpanOptions.js';

/** Options of {@link simpleReturns}. */
export type SimpleReturnsOptions = SpanOptions;

/**
 * Simple returns: how much each value has gained on the one `span` steps before it, as a fraction of that one.
 *
 * Aligned with the input; the first `span` values are NaN, the only ones. Simple returns of several coins add up,
 * by weight, to that of a portfolio; over time they do not: see {@link logReturns}.
 *
 * @throws {@link InsufficientDataError} when the input is no longer than `span`.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when `span` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { simpleReturns } from 'coincast';
 *
 * simpleReturns([100, 110, 99])[1]; // => 0.1
 * ```
 */
export function simpleReturns(series: FeatureSource, options: SimpleReturnsOptions = {}): Float64Array {
  return computeColumn('simpleReturns', simpleReturnsFeature, series, options);
}

/** The feature behind {@link simpleReturns}. */
export const simpleReturnsFeature: Feature<SimpleReturnsOptions & SourceOptions> = {
  optionNames: ['span'],
  inputs: ['of'],
  outputs: [],
  positive: true,
  plan({ span = 1 }) {
    requireInteger('span', span, { min: 1 });
    return filterPlan(span, false, (memory) => {
      const delay = createDelay(memory, span);
      return (input, output, count) => {
        delay(input, output, count);
        for (let row = 0; row < count; row++) output[row] = (input[row]! - output[row]!) / output[row]!;
      };
    });
  },
};
