import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createLogReturns } from '../stages/logReturns.js';
import { createRollingSum } from '../stages/rollingSum.js';
import {
  resolveVolatilityOptions,
  type VolatilityOptions,
  volatilityOptionNames,
} from './VolatilityOptions.js';

/** Options of {@link realizedVolatility}. */
export type RealizedVolatilityOptions = VolatilityOptions;

/**
 * Realized volatility: the root of the mean squared log return of the last `window` steps.
 *
 * Returns are not centred: over short steps their mean is too small to know, and taking it off only adds noise. It is
 * the volatility of one step, or of a year with `stepsPerYear`; times the root of `window` it is the realized
 * volatility of the window as a whole. Aligned with the input; the first `window` values are NaN, the only ones. A
 * constant has 0.
 *
 * Source: Andersen, Bollerslev, Diebold and Labys, Modeling and Forecasting Realized Volatility, Econometrica 71
 * (2003), section 2.
 *
 * @throws {@link InsufficientDataError} when there are at most `window` values.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { realizedVolatility } from 'coincast';
 *
 * realizedVolatility([100, 110, 100], { window: 2 })[2]; // => 0.0953102
 * ```
 */
export function realizedVolatility(series: FeatureSource, options: RealizedVolatilityOptions): Float64Array {
  return computeColumn('realizedVolatility', realizedVolatilityFeature, series, options);
}

/** The feature behind {@link realizedVolatility}. */
export const realizedVolatilityFeature: Feature<RealizedVolatilityOptions & SourceOptions> = {
  optionNames: volatilityOptionNames,
  inputs: ['of'],
  outputs: [],
  positive: true,
  plan(options) {
    const { window, stepsPerYear } = resolveVolatilityOptions(options);
    return filterPlan(window, false, (memory) => {
      const returns = createLogReturns(memory, 1);
      const sum = createRollingSum(memory, window);
      const scale = stepsPerYear / window;
      return (input, output, count) => {
        returns(input, output, count);
        for (let row = 0; row < count; row++) output[row]! *= output[row]!;
        sum(output, output, count);
        for (let row = 0; row < count; row++) output[row] = Math.sqrt(output[row]! * scale);
      };
    });
  },
};
