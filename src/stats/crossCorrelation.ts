import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireSameLength,
} from '../errors/index.js';
import { deviationsFromMean, normalQuantile, scaledToUnit } from '../math/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireVariation } from './degeneracy.js';

/** Options of {@link crossCorrelation}. */
export interface CrossCorrelationOptions {
  /**
   * The last lag to either side, from 0 to n - 1. Default: 10 log10(n / 2), as in R, or n - 1 if that is
   * less.
   */
  readonly maxLag?: number | undefined;
  /** The level of `confidenceBound`, a fraction strictly between 0 and 1. Default 0.95. */
  readonly level?: number | undefined;
}

/** What {@link crossCorrelation} gives. */
export interface CrossCorrelationResult {
  /** The lags from `-maxLag` to `maxLag`. */
  readonly lags: Int32Array;
  /** The correlation of x[t + lag] with y[t], one a lag. Length `2 maxLag + 1`. */
  readonly values: Float64Array;
  /** The number of observations of each series. */
  readonly n: number;
  /** The level of `confidenceBound`. */
  readonly level: number;
  /**
   * Two independent series, one of them white noise, have each correlation within plus or minus this bound
   * with probability `level`.
   */
  readonly confidenceBound: number;
}

/**
 * The sample cross-correlation function of two series observed at the same times.
 *
 * At lag k it is the correlation of x[t + k] with y[t]: where it is large at a negative lag, x leads y. The
 * covariances have divisor n at every lag and are taken about the means of the whole series. The bound is
 * z / √n; two series that are both autocorrelated exceed it by chance, so take differences, or residuals of
 * models, first. Needs at least 2 observations and more than `maxLag`. Cost: n * maxLag. Matches R 4.2
 * `stats::ccf(x, y)`.
 *
 * @throws {@link InsufficientDataError} when the series are not longer than `maxLag`.
 * @throws {@link DegenerateSeriesError} when a series is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series differ in length, or both have timestamps and these
 * differ, or an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { crossCorrelation } from 'coincast';
 *
 * const leader = [0, 3, 0, 0, 1, 0, 0, 2, 0, 0];
 * const follower = [0, 0, 3, 0, 0, 1, 0, 0, 2, 0];
 * const { lags, values } = crossCorrelation(leader, follower, { maxLag: 2 });
 * lags[values.indexOf(Math.max(...values))]; // => -1
 * ```
 */
export function crossCorrelation(
  x: SeriesInput,
  y: SeriesInput,
  options: CrossCorrelationOptions = {},
): CrossCorrelationResult {
  requireKnownKeys('crossCorrelation options', options, ['maxLag', 'level']);
  const asked = options.maxLag === undefined ? 0 : requireInteger('maxLag', options.maxLag, { min: 0 });
  const level = requireNumber('level', options.level ?? 0.95, { above: 0, below: 1 });
  const operation =
    options.maxLag === undefined ? 'crossCorrelation' : `crossCorrelation with maxLag=${asked}`;
  const requirements = { minLength: Math.max(2, asked + 1), operation };
  const xValues = valuesOf('x', x, requirements);
  const yValues = valuesOf('y', y, requirements);
  requireSameLength('y', yValues, 'x', xValues);
  requireSameTimes(x, y);
  const n = xValues.length;
  const maxLag = options.maxLag ?? Math.min(defaultMaxLag(n), n - 1);
  return Object.freeze({
    lags: Int32Array.from({ length: 2 * maxLag + 1 }, (_, i) => i - maxLag),
    values: correlations(standardized(xValues, operation), standardized(yValues, operation), maxLag),
    n,
    level,
    confidenceBound: normalQuantile((1 + level) / 2) / Math.sqrt(n),
  });
}

/** R's rule, whose rounding at 20, 200, 2000 depends on the subtraction. */
function defaultMaxLag(n: number): number {
  return Math.floor(10 * (Math.log10(n) - Math.log10(2)));
}

/** Deviations from the mean whose squares sum to 1. */
function standardized(values: Float64Array, operation: string): Float64Array {
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  const deviations = deviationsFromMean(scaled);
  const length = Math.sqrt(autocovarianceSum(deviations, 0));
  return deviations.map((deviation) => deviation / length);
}

function correlations(x: Float64Array, y: Float64Array, maxLag: number): Float64Array {
  const values = new Float64Array(2 * maxLag + 1);
  for (let lag = -maxLag; lag <= maxLag; lag++) {
    let sum = 0;
    const last = Math.min(y.length, y.length - lag);
    for (let t = Math.max(0, -lag); t < last; t++) sum += x[t + lag]! * y[t]!;
    values[lag + maxLag] = sum;
  }
  return values;
}

function requireSameTimes(x: SeriesInput, y: SeriesInput): void {
  if (!(isPriceSeries(x) && isPriceSeries(y))) return;
  const index = x.timestamps.findIndex((time, t) => time !== y.timestamps[t]);
  if (index === -1) return;
  throw new InvalidArgumentError({
    argument: `y.timestamps[${index}]`,
    value: y.timestamps[index],
    expected: `${x.timestamps[index]}, as in x`,
    hint: 'Bring both series to the same times with sliceSeries or resampleSeries.',
  });
}
