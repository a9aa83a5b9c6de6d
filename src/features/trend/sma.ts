import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createRollingMean } from '../stages/rollingMean.js';

/** Options of {@link sma}. */
export interface SmaOptions {
  /** The number of observations averaged, the present one included; at least 1. */
  readonly period: number;
}

/**
 * Simple moving average: the arithmetic mean of the trailing window.
 *
 * Aligned with the input; the first `period - 1` values are NaN, the only ones. The mean of a constant window is
 * that constant, bit for bit. No rounding error builds up along the series, nor does a huge value leave a trace once
 * it has left the window, as it does where the sum is carried on by adding one value and subtracting another.
 *
 * Source: TA-Lib's SMA and TTR's, with which it agrees.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the period.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `period` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { sma } from 'coincast';
 *
 * sma([1, 2, 3, 7], { period: 3 })[3]; // => 4
 * ```
 */
export function sma(series: FeatureSource, options: SmaOptions): Float64Array {
  return computeColumn('sma', smaFeature, series, options);
}

/** The feature behind {@link sma}. */
export const smaFeature: Feature<SmaOptions & SourceOptions> = {
  optionNames: ['period'],
  inputs: ['of'],
  outputs: [],
  plan({ period }) {
    requireInteger('period', period, { min: 1 });
    return filterPlan(period - 1, false, (memory) => createRollingMean(memory, period));
  },
};
