import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { PairOptions } from '../engine/Source.js';
import type { SpanOptions } from '../returns/SpanOptions.js';
import { createLogReturns } from '../stages/logReturns.js';

/** Options of {@link relativeStrength}. */
export type RelativeStrengthOptions = SpanOptions;

/**
 * Relative strength of one coin against another: the log return over `span` steps less that of the other, which is the
 * log return of the one priced in the other.
 *
 * The two belong to each other by position. Above 0 the first did better. It has nothing to do with {@link rsi}, which
 * sets the gains of a price against its own losses. Aligned with the input; the first `span` values are NaN, the only
 * ones.
 *
 * @throws {@link InsufficientDataError} when the input is no longer than `span`.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when the two differ in length, `span` is not an integer of at least 1, or an
 * option is unknown.
 * @example
 * ```ts
 * import { relativeStrength } from 'coincast';
 *
 * relativeStrength([100, 121], [50, 55])[1]; // => 0.0953102
 * ```
 */
export function relativeStrength(
  series: FeatureSource,
  other: FeatureSource,
  options: RelativeStrengthOptions = {},
): Float64Array {
  return computeColumn('relativeStrength', relativeStrengthFeature, series, options, other);
}

/** The feature behind {@link relativeStrength}. */
export const relativeStrengthFeature: Feature<RelativeStrengthOptions & PairOptions> = {
  optionNames: ['span'],
  inputs: ['of', 'with'],
  outputs: [],
  positive: true,
  plan({ span = 1 }) {
    requireInteger('span', span, { min: 1 });
    return {
      warmUp: [span],
      remembers: false,
      createStage(memory) {
        const returns = createLogReturns(memory, span);
        const otherReturns = createLogReturns(memory, span);
        const others = memory.scratch();
        return ([first, second], [output], count) => {
          returns(first!, output!, count);
          otherReturns(second!, others, count);
          for (let row = 0; row < count; row++) output![row]! -= others[row]!;
        };
      },
    };
  },
};
