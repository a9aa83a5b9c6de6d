import { requireInteger, requireKnownKeys, requireNumber, requireOneOf } from '../errors/index.js';
import { differenced, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { varies } from './degeneracy.js';
import { differencingTests } from './differencingTests.js';
import type { KpssRegression } from './kpssTest.js';

/** Options of {@link ndiffs}. */
export interface NdiffsOptions {
  /**
   * The test asked before each difference: `kpss` differences on evidence against stationarity, `adf` and `pp` for
   * want of evidence against a unit root. Default `kpss`.
   */
  readonly test?: 'kpss' | 'adf' | 'pp' | undefined;
  /** What the series may be stationary around: a constant level, or a straight line. Default `level`. */
  readonly regression?: KpssRegression | undefined;
  /** The significance level of the test, from 0.01 to 0.1. Default 0.05. */
  readonly alpha?: number | undefined;
  /** The most differences, 0 or more. Default 2. */
  readonly maxD?: number | undefined;
}

/**
 * The number of first differences a series needs to become stationary: the order d of an ARIMA model.
 *
 * Differences are taken until the test finds nothing left to take away. `kpss` weighs 3 √n / 13 autocovariances,
 * `adf` has one lagged difference, `pp` weighs 4 (n / 100)^¼ autocovariances. A series that is constant, as given
 * or after some differences, needs no more. Cost: n √n. Matches R forecast 8.20 `ndiffs` (with urca 1.3-3) at
 * every level between 0.01 and 0.1; at those ends themselves R's `kpss` takes no difference and its `adf` and `pp`
 * one too many, for want of p-values beyond. R takes values within 1.5e-8 of
 * each other, relative or absolute, for constant; here only those that differ by rounding are.
 *
 * @throws {@link InsufficientDataError} when the series is too short for the test after `maxD` - 1 differences,
 * naming the least length.
 * @throws {@link DegenerateSeriesError} when the regression of the test fits the series exactly.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { ndiffs } from 'coincast';
 *
 * const noise = Array.from({ length: 200 }, (_, day) => Math.sin(day * day));
 * ndiffs(noise); // => 0
 * let level = 0;
 * ndiffs(noise.map((step) => (level += 1 + step))); // => 1
 * ```
 */
export function ndiffs(x: SeriesInput, options: NdiffsOptions = {}): number {
  requireKnownKeys('ndiffs options', options, ['test', 'regression', 'alpha', 'maxD']);
  const test = requireOneOf('test', options.test ?? 'kpss', ['kpss', 'adf', 'pp']);
  const regression = requireOneOf('regression', options.regression ?? 'level', ['level', 'trend']);
  const alpha = requireNumber('alpha', options.alpha ?? 0.05, { min: 0.01, max: 0.1 });
  const maxD = requireInteger('maxD', options.maxD ?? 2, { min: 0 });
  const { leastLength, callsForDifference } = differencingTests[test];
  const values = valuesOf('x', x, {
    minLength: leastLength(regression) + Math.max(0, maxD - 1),
    operation: `ndiffs with test="${test}", maxD=${maxD}`,
  });
  const scaled = scaledToUnit(values);
  for (let d = 0; d < maxD; d++) {
    const differences = differenced(scaled, d);
    if (!varies(differences, 2 ** d) || !callsForDifference(differences, regression, alpha)) return d;
  }
  return maxD;
}
