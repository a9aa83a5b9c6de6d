import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createDelay } from '../stages/delay.js';

/** Options of {@link rateOfChange}. */
export interface RateOfChangeOptions {
  /** The number of steps looked back. Default 10. */
  readonly span?: number | undefined;
}

/**
 * Rate of change: how much each value has gained on the one `span` steps before it, in percent of that one.
 *
 * It is 100 times the simple return over the same span, under the name and with the default that charts know.
 * Aligned with the input; the first `span` values are NaN, the only ones.
 *
 * Source: TA-Lib's ROC, with which it agrees.
 *
 * @throws {@link InsufficientDataError} when the input is no longer than `span`.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when `span` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { rateOfChange } from 'coincast';
 *
 * rateOfChange([100, 110, 99], { span: 2 })[2]; // => -1
 * ```
 */
export function rateOfChange(series: FeatureSource, options: RateOfChangeOptions = {}): Float64Array {
  return computeColumn('rateOfChange', rateOfChangeFeature, series, options);
}

/** The feature behind {@link rateOfChange}. */
export const rateOfChangeFeature: Feature<RateOfChangeOptions & SourceOptions> = {
  optionNames: ['span'],
  inputs: ['of'],
  outputs: [],
  positive: true,
  plan({ span = 10 }) {
    requireInteger('span', span, { min: 1 });
    return filterPlan(span, false, (memory) => {
      const delay = createDelay(memory, span);
      return (input, output, count) => {
        delay(input, output, count);
        for (let row = 0; row < count; row++) {
          output[row] = (100 * (input[row]! - output[row]!)) / output[row]!;
        }
      };
    });
  },
};
