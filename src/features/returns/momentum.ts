import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createDelay } from '../stages/delay.js';

/** Options of {@link momentum}. */
export interface MomentumOptions {
  /** The number of steps looked back. Default 10. */
  readonly span?: number | undefined;
}

/**
 * Momentum: how much each value has gained on the one `span` steps before it, in the units of the input.
 *
 * Aligned with the input; the first `span` values are NaN, the only ones. It grows with the level of the price:
 * over long histories {@link rateOfChange} compares better.
 *
 * Source: TA-Lib's MOM, with which it agrees.
 *
 * @throws {@link InsufficientDataError} when the input is no longer than `span`.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `span` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { momentum } from 'coincast';
 *
 * momentum([100, 110, 99], { span: 2 })[2]; // => -1
 * ```
 */
export function momentum(series: FeatureSource, options: MomentumOptions = {}): Float64Array {
  return computeColumn('momentum', momentumFeature, series, options);
}

/** The feature behind {@link momentum}. */
export const momentumFeature: Feature<MomentumOptions & SourceOptions> = {
  optionNames: ['span'],
  inputs: ['of'],
  outputs: [],
  plan({ span = 10 }) {
    requireInteger('span', span, { min: 1 });
    return filterPlan(span, false, (memory) => {
      const delay = createDelay(memory, span);
      return (input, output, count) => {
        delay(input, output, count);
        for (let row = 0; row < count; row++) output[row] = input[row]! - output[row]!;
      };
    });
  },
};
