import { requireInteger, requireNumber } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from '../stages/Filter.js';
import { passUnknown } from '../stages/passUnknown.js';
import { createRankedWindow } from '../stages/rankedWindow.js';

/** Options of {@link rollingQuantile}. */
export interface RollingQuantileOptions {
  /** The number of observations in a window, the present one included; at least 1. */
  readonly window: number;
  /** The share of the window below the quantile, from 0 to 1. Default 0.5, the median. */
  readonly probability?: number | undefined;
}

/**
 * Rolling quantile of the trailing window, linear between order statistics: type 7 of Hyndman and Fan (1996), the
 * default of R and pandas.
 *
 * Aligned with the input; the first `window - 1` values are NaN, the only ones. Values of the window are kept in order
 * in a search tree, so a step takes time in the logarithm of the window.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the window.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { rollingQuantile } from 'coincast';
 *
 * rollingQuantile([5, 1, 9, 3], { window: 3, probability: 0.25 })[3]; // => 2
 * ```
 */
export function rollingQuantile(series: FeatureSource, options: RollingQuantileOptions): Float64Array {
  return computeColumn('rollingQuantile', rollingQuantileFeature, series, options);
}

/** The feature behind {@link rollingQuantile}. */
export const rollingQuantileFeature: Feature<RollingQuantileOptions & SourceOptions> = {
  optionNames: ['window', 'probability'],
  inputs: ['of'],
  outputs: [],
  plan({ window, probability = 0.5 }) {
    requireInteger('window', window, { min: 1 });
    requireNumber('probability', probability, { min: 0, max: 1 });
    return filterPlan(window - 1, false, (memory) => createQuantile(memory, window, probability));
  },
};

function createQuantile(memory: StageMemory, window: number, probability: number): Filter {
  const ranked = createRankedWindow(memory, window);
  const rank = Math.floor((window - 1) * probability);
  const share = (window - 1) * probability - rank;
  return (input, output, count) => {
    for (let row = passUnknown(input, output, count); row < count; row++) {
      ranked.push(input[row]!);
      if (ranked.size() < window) {
        output[row] = Number.NaN;
        continue;
      }
      const low = ranked.valueAt(rank);
      output[row] = share === 0 ? low : low + share * (ranked.valueAt(rank + 1) - low);
    }
  };
}
