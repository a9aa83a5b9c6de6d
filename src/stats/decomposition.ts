import { InvalidArgumentError } from '../errors/index.js';
import { unitScale } from '../math/index.js';

/** A series moved and scaled to where a decomposition loses no digits to its level and cannot overflow. */
export interface ConditionedSeries {
  /** The values times `scale`, minus `level`: of magnitude below 4. */
  readonly values: Float64Array;
  /** The power of two that brings the largest magnitude into [1, 2). */
  readonly scale: number;
  /** The mean of the values times `scale`. */
  readonly level: number;
}

/** Conditions finite values; linear smoothers that keep constants commute with it. */
export function conditioned(series: Float64Array): ConditionedSeries {
  const n = series.length;
  const scale = unitScale(series);
  const values = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    values[i] = series[i]! * scale;
    sum += values[i]!;
  }
  const level = sum / n;
  for (let i = 0; i < n; i++) values[i] = values[i]! - level;
  return { values, scale, level };
}

/**
 * Brings a part of a conditioned series back to where the series was, in place; `level` is 0 for all parts but
 * the trend.
 */
export function restore(
  part: Float64Array,
  { scale, level }: { scale: number; level: number },
): Float64Array {
  for (let i = 0; i < part.length; i++) {
    part[i] = (part[i]! + level) / scale;
    if (!Number.isFinite(part[i])) throw overflow(i);
  }
  return part;
}

/**
 * How much of the variation of a part and the remainder together is the part's, from 0 to 1: max(0, 1 -
 * var(remainder) / var(part + remainder)). It is 0 where they vary by the rounding of a conditioned series only.
 *
 * Source: Wang, Smith and Hyndman, "Characteristic-based clustering for time series data", Data Mining and
 * Knowledge Discovery 13 (2006).
 */
export function strength(part: Float64Array, remainder: Float64Array): number {
  const n = remainder.length;
  let partSum = 0;
  let remainderSum = 0;
  for (let i = 0; i < n; i++) {
    partSum += part[i]!;
    remainderSum += remainder[i]!;
  }
  const remainderMean = remainderSum / n;
  const mean = (partSum + remainderSum) / n;
  let remainderVariation = 0;
  let variation = 0;
  for (let i = 0; i < n; i++) {
    const remainderDeviation = remainder[i]! - remainderMean;
    const deviation = part[i]! + remainder[i]! - mean;
    remainderVariation += remainderDeviation * remainderDeviation;
    variation += deviation * deviation;
  }
  const noise = 16 * Number.EPSILON * Math.sqrt(n);
  return variation <= n * noise * noise ? 0 : Math.max(0, 1 - remainderVariation / variation);
}

function overflow(position: number): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'x',
    value: `a series whose decomposition overflows at position ${position}`,
    expected: 'a series whose parts stay below 1.8e308',
    hint: 'Divide the series by a power of ten.',
  });
}
