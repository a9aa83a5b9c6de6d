import { requireNumber } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from '../stages/Filter.js';
import { createLogReturns } from '../stages/logReturns.js';
import { passUnknown } from '../stages/passUnknown.js';

/** Options of {@link ewmaVolatility}. */
export interface EwmaVolatilityOptions {
  /** The share that a variance keeps of its past in each step. Default 0.94, above 0 and below 1. */
  readonly decay?: number | undefined;
  /** How many steps a year has, to give the volatility of a year. Default 1: the volatility of one step. */
  readonly stepsPerYear?: number | undefined;
}

/**
 * Exponentially weighted volatility, as RiskMetrics has it: the root of the mean of all squared log returns so far,
 * the weight of each falling by `decay` with every step.
 *
 * The weights of the returns there are add up to one from the first on, so that no start has to be made up; with
 * `(1 - decay)` as the weight of the newest and some first variance it is the same after a while. Aligned with the
 * input; the first value is NaN, the only one, and the next few rest on few returns. A constant has 0.
 *
 * Source: J.P. Morgan, RiskMetrics Technical Document (1996), section 5.2; agrees with the root of pandas'
 * `(returns ** 2).ewm(alpha=1 - decay).mean()`.
 *
 * @throws {@link InsufficientDataError} when there are fewer than 2 values.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { ewmaVolatility } from 'coincast';
 *
 * ewmaVolatility([100, 110, 110], { decay: 0.5 })[2]; // => 0.0550274
 * ```
 */
export function ewmaVolatility(series: FeatureSource, options: EwmaVolatilityOptions = {}): Float64Array {
  return computeColumn('ewmaVolatility', ewmaVolatilityFeature, series, options);
}

/** The feature behind {@link ewmaVolatility}. */
export const ewmaVolatilityFeature: Feature<EwmaVolatilityOptions & SourceOptions> = {
  optionNames: ['decay', 'stepsPerYear'],
  inputs: ['of'],
  outputs: [],
  positive: true,
  plan({ decay = 0.94, stepsPerYear = 1 }) {
    requireNumber('decay', decay, { above: 0, below: 1 });
    requireNumber('stepsPerYear', stepsPerYear, { above: 0 });
    return filterPlan(1, true, (memory) => {
      const returns = createLogReturns(memory, 1);
      const average = createDecayingMean(memory, decay);
      return (input, output, count) => {
        returns(input, output, count);
        for (let row = 0; row < count; row++) output[row]! *= output[row]!;
        average(output, output, count);
        for (let row = 0; row < count; row++) output[row] = Math.sqrt(output[row]! * stepsPerYear);
      };
    });
  },
};

function createDecayingMean(memory: StageMemory, decay: number): Filter {
  const kept = memory.numbers(2);
  return (input, output, count) => {
    let mean = kept[0]!;
    let weights = kept[1]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      weights = 1 + decay * weights;
      mean += (input[row]! - mean) / weights;
      output[row] = mean;
    }
    kept[0] = mean;
    kept[1] = weights;
  };
}
