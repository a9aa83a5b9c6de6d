import { requireInteger } from '../../errors/index.js';
import { computeColumn, type FeatureSource } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { SourceOptions } from '../engine/Source.js';
import { createEma } from '../stages/exponentialMean.js';

/** Options of {@link ema}. */
export interface EmaOptions {
  /** The period, which gives each new value the weight `2 / (period + 1)`; at least 1. */
  readonly period: number;
}

/**
 * Exponential moving average: it begins with the mean of the first `period` values and then goes `2 / (period + 1)`
 * of the way to each new one.
 *
 * Aligned with the input; the first `period - 1` values are NaN, the only ones. Old values fade but never vanish:
 * after some four periods the start no longer matters. A constant stays that constant, bit for bit.
 *
 * Source: TA-Lib's EMA and TTR's, with which it agrees. trading-signals begins with the first value
 * instead: it differs at the start, where a single price has all the weight, and agrees later on.
 *
 * @throws {@link InsufficientDataError} when the input is shorter than the period.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `period` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { ema } from 'coincast';
 *
 * ema([1, 2, 3, 7], { period: 3 })[3]; // => 4.5
 * ```
 */
export function ema(series: FeatureSource, options: EmaOptions): Float64Array {
  return computeColumn('ema', emaFeature, series, options);
}

/** The feature behind {@link ema}. */
export const emaFeature: Feature<EmaOptions & SourceOptions> = {
  optionNames: ['period'],
  inputs: ['of'],
  outputs: [],
  plan({ period }) {
    requireInteger('period', period, { min: 1 });
    return filterPlan(period - 1, true, (memory) => createEma(memory, period));
  },
};
