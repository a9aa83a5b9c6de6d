import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createRollingWeightedMean } from '../stages/rollingWeightedMean.js';

/** Options of {@link wma}. */
export interface WmaOptions {
  /** The number of observations averaged, the present one included; at least 1. */
  readonly period: number;
}

/**
 * Linearly weighted moving average: the mean of the trailing window with weights from 1, for the oldest value, to
 * `period`, for the present one.
 *
 * Aligned with the input; the first `period - 1` values are NaN, the only ones. The mean of a constant window is
 * that constant, bit for bit, and no rounding error builds up along the series.
 *
 * Source: TA-Lib's WMA and TTR's, with which it agrees.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the period.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `period` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { wma } from 'coincast';
 *
 * wma([1, 2, 3, 7], { period: 3 })[3]; // => 4.83333
 * ```
 */
export function wma(series: FeatureSource, options: WmaOptions): Float64Array {
  return computeColumn('wma', wmaFeature, series, options);
}

/** The feature behind {@link wma}. */
export const wmaFeature: Feature<WmaOptions & SourceOptions> = {
  optionNames: ['period'],
  inputs: ['of'],
  outputs: [],
  plan({ period }) {
    requireInteger('period', period, { min: 1 });
    return filterPlan(period - 1, false, (memory) => createRollingWeightedMean(memory, period));
  },
};
