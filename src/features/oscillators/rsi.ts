import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import type { StageMemory } from '../engine/StageMemory.js';
import { createDelay } from '../stages/delay.js';
import { createWilderMean } from '../stages/exponentialMean.js';
import type { Filter } from '../stages/Filter.js';

/** Options of {@link rsi}. */
export interface RsiOptions {
  /** The number of changes averaged. Default 14, Wilder's own; at least 1. */
  readonly period?: number | undefined;
}

/**
 * Relative strength index, Wilder's oscillator from 0 (only losses) to 100 (only gains).
 *
 * The first averages of gains and losses are plain means of `period` changes; each later one is
 * `((period - 1) * previous + present) / period`. The index is `100 * gain / (gain + loss)`, which is Wilder's
 * `100 - 100 / (1 + gain / loss)` and also defined without losses. Aligned with the input; the first `period`
 * values are NaN, the only ones. Where there was neither gain nor loss the index is 50. The smoothing never quite
 * forgets: values settle after some five periods.
 *
 * Source: Wilder, New Concepts in Technical Trading Systems (1978), section VI; agrees with TA-Lib's RSI, TTR's, and
 * the published example of StockCharts. Where nothing has moved TA-Lib gives 0 and the two npm packages 100, extremes
 * that nothing justifies; technicalindicators also rounds to two digits.
 *
 * @throws {@link InsufficientDataError} when there are at most `period` values.
 * @throws {@link DegenerateSeriesError} when the input is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `period` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { rsi } from 'coincast';
 *
 * rsi([10, 12, 11, 13], { period: 2 })[2]; // => 66.6667
 * ```
 */
export function rsi(series: FeatureSource, options: RsiOptions = {}): Float64Array {
  return computeColumn('rsi', rsiFeature, series, options);
}

/** The feature behind {@link rsi}. */
export const rsiFeature: Feature<RsiOptions & SourceOptions> = {
  optionNames: ['period'],
  inputs: ['of'],
  outputs: [],
  varies: { of: ['of'], need: 'every' },
  plan({ period = 14 }) {
    requireInteger('period', period, { min: 1 });
    return filterPlan(period, true, (memory) => createRsi(memory, period));
  },
};

function createRsi(memory: StageMemory, period: number): Filter {
  const delay = createDelay(memory, 1);
  const smoothGains = createWilderMean(memory, period);
  const smoothLosses = createWilderMean(memory, period);
  const losses = memory.scratch();
  return (input, output, count) => {
    delay(input, output, count);
    for (let row = 0; row < count; row++) {
      const change = input[row]! - output[row]!;
      output[row] = Math.max(change, 0);
      losses[row] = Math.max(-change, 0);
    }
    smoothGains(output, output, count);
    smoothLosses(losses, losses, count);
    for (let row = 0; row < count; row++) {
      const moved = output[row]! + losses[row]!;
      output[row] = moved === 0 ? 50 : (100 * output[row]!) / moved;
    }
  };
}
