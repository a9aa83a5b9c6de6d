import {
  DegenerateSeriesError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { deviationsFromMean, normalQuantile, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { autocorrelations } from './acf.js';
import { requireVariation } from './degeneracy.js';
import { fitOrExplain } from './fitOrExplain.js';

/** How {@link pacf} estimates: from the autocorrelations, or by a regression at each lag. */
export type PacfMethod = 'yule-walker' | 'least-squares';

/** Options of {@link pacf}. */
export interface PacfOptions {
  /**
   * The last lag, at least 1. Default: 10 log10(n), as in R, or the greatest the method allows if that is
   * less.
   */
  readonly maxLag?: number | undefined;
  /** The level of `confidenceBound`, a fraction strictly between 0 and 1. Default 0.95. */
  readonly level?: number | undefined;
  /** The estimator. Default `yule-walker`. */
  readonly method?: PacfMethod | undefined;
}

/** What {@link pacf} gives. */
export interface PacfResult {
  /** The partial autocorrelations from lag 1 on: `values[0]` is that of lag 1. Length `maxLag`. */
  readonly values: Float64Array;
  /** The number of observations. */
  readonly n: number;
  /** The level of `confidenceBound`. */
  readonly level: number;
  /** White noise has each value within plus or minus this bound with probability `level`. */
  readonly confidenceBound: number;
}

/**
 * The sample partial autocorrelation function: at lag k, the correlation left between observations k apart
 * once those between them are allowed for.
 *
 * With `yule-walker` it is the last coefficient of the autoregression of order k that has the sample
 * autocorrelations (divisor n, about the mean), by the Durbin-Levinson recursion: always within (-1, 1), but
 * biased towards zero where the series is near a unit root. With `least-squares` it is the last coefficient
 * of the regression on a constant and k lags over the n - k rows there are, which is less biased there, and
 * may leave (-1, 1). `values` holds lags 1 to `maxLag`, unlike those of {@link acf}. The bound is that of
 * white noise, z / √n. Needs more than `maxLag` observations, or with `least-squares` 2 `maxLag` + 2. Cost:
 * n maxLag, or with `least-squares` n maxLag³. Source: Durbin, Review of the International Statistical
 * Institute 28 (1960); matches R 4.2 `stats::pacf` and statsmodels 0.13.5 `pacf` (`ywm`, `ldb`;
 * `least-squares`: `ols`).
 *
 * @throws {@link InsufficientDataError} when the series is too short for `maxLag`, naming the least length.
 * @throws {@link DegenerateSeriesError} when the series is constant or follows an exact rule.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { pacf } from 'coincast';
 *
 * const { values } = pacf([1, 2, 3, 4, 5], { maxLag: 2 });
 * values[0]; // => 0.4
 * values[1]; // => -0.3095
 * ```
 */
export function pacf(x: SeriesInput, options: PacfOptions = {}): PacfResult {
  requireKnownKeys('pacf options', options, ['maxLag', 'level', 'method']);
  const asked = options.maxLag === undefined ? 1 : requireInteger('maxLag', options.maxLag, { min: 1 });
  const level = requireNumber('level', options.level ?? 0.95, { above: 0, below: 1 });
  const method = requireOneOf('method', options.method ?? 'yule-walker', ['yule-walker', 'least-squares']);
  const operation = options.maxLag === undefined ? 'pacf' : `pacf with maxLag=${asked}`;
  const minLength = method === 'yule-walker' ? asked + 1 : 2 * asked + 2;
  const values = valuesOf('x', x, { minLength, operation });
  const n = values.length;
  const greatest = method === 'yule-walker' ? n - 1 : Math.floor((n - 2) / 2);
  const maxLag = options.maxLag ?? Math.min(Math.max(1, Math.floor(10 * Math.log10(n))), greatest);
  return Object.freeze({
    values:
      method === 'yule-walker'
        ? durbinLevinson(autocorrelations(values, maxLag, operation), operation)
        : lastCoefficients(values, maxLag, operation),
    n,
    level,
    confidenceBound: normalQuantile((1 + level) / 2) / Math.sqrt(n),
  });
}

/** The partial autocorrelations at lags 1 on, from the autocorrelations at lags 0 on. */
function durbinLevinson(correlations: Float64Array, operation: string): Float64Array {
  const partials = new Float64Array(correlations.length - 1);
  const coefficients = new Float64Array(correlations.length - 1);
  let innovationVariance = 1;
  for (let order = 0; order < partials.length; order++) {
    let unexplained = correlations[order + 1]!;
    for (let i = 0; i < order; i++) unexplained -= coefficients[i]! * correlations[order - i]!;
    const partial = unexplained / innovationVariance;
    innovationVariance *= (1 - partial) * (1 + partial);
    if (!(innovationVariance > 0)) throw predictable(operation, order + 1);
    for (let i = 0, j = order - 1; i <= j; i++, j--) {
      const coefficient = coefficients[i]!;
      coefficients[i] = coefficient - partial * coefficients[j]!;
      if (i !== j) coefficients[j] = coefficients[j]! - partial * coefficient;
    }
    coefficients[order] = partial;
    partials[order] = partial;
  }
  return partials;
}

function lastCoefficients(values: Float64Array, maxLag: number, operation: string): Float64Array {
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  const deviations = deviationsFromMean(scaled);
  const n = deviations.length;
  return Float64Array.from({ length: maxLag }, (_, index) => {
    const order = index + 1;
    const columns: Float64Array[] = [new Float64Array(n - order).fill(1)];
    for (let lag = 1; lag <= order; lag++) columns.push(deviations.subarray(order - lag, n - lag));
    return fitOrExplain(operation, columns, deviations.subarray(order)).coefficients[order]!;
  });
}

function predictable(operation: string, lag: number): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message: `${operation} finds nothing left to explain at lag ${lag}: to the precision of numbers, the lags before predict the series exactly. Ask for fewer lags.`,
    reason: 'perfect-fit',
  });
}
