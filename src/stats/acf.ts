import { requireInteger, requireKnownKeys, requireNumber } from '../errors/index.js';
import { deviationsFromMean, normalQuantile, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireVariation } from './degeneracy.js';

/** Options of {@link acf}. */
export interface AcfOptions {
  /** The last lag, from 0 to n - 1. Default: 10 log10(n), as in R, or n - 1 if that is less. */
  readonly maxLag?: number | undefined;
  /** The level of `confidenceBound`, a fraction strictly between 0 and 1. Default 0.95. */
  readonly level?: number | undefined;
}

/** What {@link acf} gives. */
export interface AcfResult {
  /** The autocorrelation at each lag, position = lag: `values[0]` is 1. Length `maxLag + 1`. */
  readonly values: Float64Array;
  /** The number of observations. */
  readonly n: number;
  /** The level of `confidenceBound`. */
  readonly level: number;
  /** White noise has each autocorrelation within plus or minus this bound with probability `level`. */
  readonly confidenceBound: number;
}

/**
 * The sample autocorrelation function.
 *
 * The autocovariances have divisor n at every lag, which makes the function positive semi-definite, and are
 * taken about the mean of the whole series; `values` holds lag 0 (always 1) to `maxLag`. The bound is that of
 * white noise, z / √n. Needs at least 2 observations and more than `maxLag`. Cost: n * maxLag. Matches R 4.2
 * `stats::acf`.
 *
 * @throws {@link InsufficientDataError} when the series is not longer than `maxLag`.
 * @throws {@link DegenerateSeriesError} when the series is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { acf } from 'coincast';
 *
 * acf([1, 2, 3, 4, 5], { maxLag: 2 }).values[1]; // => 0.4
 * ```
 */
export function acf(x: SeriesInput, options: AcfOptions = {}): AcfResult {
  requireKnownKeys('acf options', options, ['maxLag', 'level']);
  const asked = options.maxLag === undefined ? 0 : requireInteger('maxLag', options.maxLag, { min: 0 });
  const level = requireNumber('level', options.level ?? 0.95, { above: 0, below: 1 });
  const operation = options.maxLag === undefined ? 'acf' : `acf with maxLag=${asked}`;
  const values = valuesOf('x', x, { minLength: Math.max(2, asked + 1), operation });
  const n = values.length;
  const maxLag = options.maxLag ?? Math.min(Math.floor(10 * Math.log10(n)), n - 1);
  return Object.freeze({
    values: autocorrelations(values, maxLag, operation),
    n,
    level,
    confidenceBound: normalQuantile((1 + level) / 2) / Math.sqrt(n),
  });
}

/** Autocorrelations at lags 0 to `maxLag`, of values already checked to be finite and long enough. */
export function autocorrelations(values: Float64Array, maxLag: number, operation: string): Float64Array {
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  const deviations = deviationsFromMean(scaled);
  const variation = autocovarianceSum(deviations, 0);
  return Float64Array.from(
    { length: maxLag + 1 },
    (_, lag) => autocovarianceSum(deviations, lag) / variation,
  );
}
