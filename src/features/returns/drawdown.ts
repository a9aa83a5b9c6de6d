import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from '../stages/Filter.js';
import { passUnknown } from '../stages/passUnknown.js';
import { createRollingExtreme } from '../stages/rollingExtreme.js';

/** Options of {@link drawdown}. */
export interface DrawdownOptions {
  /** How many observations the peak is the highest of, the present one included. Default: all since the start. */
  readonly window?: number | undefined;
}

/**
 * Drawdown: how far each value is below the highest so far, as a fraction from -1 to 0 (at the peak).
 *
 * Without a `window` the peak is that since the series began, so that the values of a series cut shorter at the
 * front may differ, and there is no warm-up; with one, the first `window - 1` values are NaN, the only ones.
 * Aligned with the input. A constant has 0 throughout.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the window, or empty.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when `window` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { drawdown } from 'coincast';
 *
 * drawdown([100, 80, 90, 120])[1]; // => -0.2
 * ```
 */
export function drawdown(series: FeatureSource, options: DrawdownOptions = {}): Float64Array {
  return computeColumn('drawdown', drawdownFeature, series, options);
}

/** The feature behind {@link drawdown}. */
export const drawdownFeature: Feature<DrawdownOptions & SourceOptions> = {
  optionNames: ['window'],
  inputs: ['of'],
  outputs: [],
  positive: true,
  plan({ window }) {
    if (window === undefined) return filterPlan(0, true, (memory) => belowPeak(createPeak(memory)));
    requireInteger('window', window, { min: 1 });
    return filterPlan(window - 1, false, (memory) =>
      belowPeak(createRollingExtreme(memory, window, 'highest')),
    );
  },
};

function belowPeak(peak: Filter): Filter {
  return (input, output, count) => {
    peak(input, output, count);
    for (let row = 0; row < count; row++) output[row] = (input[row]! - output[row]!) / output[row]!;
  };
}

function createPeak(memory: StageMemory): Filter {
  const kept = memory.numbers(1);
  return (input, output, count) => {
    let peak = kept[0]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      if (input[row]! > peak) peak = input[row]!;
      output[row] = peak;
    }
    kept[0] = peak;
  };
}
