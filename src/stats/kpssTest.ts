import { requireKnownKeys, requireOneOf } from '../errors/index.js';
import { deviationsFromMean, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireResidualVariation, requireVariation } from './degeneracy.js';
import type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
import { interpolate } from './interpolate.js';
import { kpssTable } from './kpss.table.js';
import { type KpssLagRule, kpssLags, requireKpssLags } from './kpssLags.js';
import { longRunVariance } from './longRunVariance.js';
import { tableRejectionRule } from './rejectionRule.js';

/** What the series is stationary around: a constant level, or a straight line. */
export type KpssRegression = 'level' | 'trend';

/** Options of {@link kpssTest}. */
export interface KpssTestOptions {
  /** What the series is stationary around under the null hypothesis. Default `level`. */
  readonly regression?: KpssRegression | undefined;
  /** The number of autocovariances in the long-run variance, less than n, or a rule for it. Default `short`. */
  readonly lags?: number | KpssLagRule | undefined;
}

/** What {@link kpssTest} gives. */
export interface KpssTestResult extends HypothesisTestResult {
  /** The number of autocovariances in the long-run variance. */
  readonly lags: number;
  /** What the series is stationary around under the null hypothesis. */
  readonly regression: KpssRegression;
  /** The number of observations. */
  readonly n: number;
  /** Asymptotic critical values at 1%, 2.5%, 5% and 10%: the null is rejected when the statistic is above. */
  readonly criticalValues: readonly CriticalValue[];
}

const operation = 'kpssTest';

/**
 * The Kwiatkowski-Phillips-Schmidt-Shin test of stationarity: small p-values speak against it, so it is the
 * counterpart of {@link adfTest}, whose null hypothesis is the opposite.
 *
 * The statistic is the sum of squared partial sums of the residuals over n² times their long-run variance
 * (Bartlett weights, divisor n). The p-value is interpolated in the published table, which covers 0.01 to 0.1;
 * beyond it `pValue` is the table's end, `pValueBounded` is true, and `rejectAt` takes levels within the table
 * only. Cost: n * lags. Source: Kwiatkowski, Phillips, Schmidt and Shin, Journal of Econometrics 54 (1992);
 * matches R tseries 0.10-53 `kpss.test` (`short`: `lshort = TRUE`) and statsmodels 0.13.5 `kpss` (`auto`).
 *
 * @throws {@link InsufficientDataError} when the series has fewer than 3 observations or not more than `lags`.
 * @throws {@link DegenerateSeriesError} when the series is constant, or with `trend` a straight line.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { kpssTest } from 'coincast';
 *
 * const climb = Array.from({ length: 100 }, (_, day) => day + Math.sin(day));
 * kpssTest(climb, { regression: 'level' }).rejectAt(0.05); // => true
 * kpssTest(climb, { regression: 'trend' }).rejectAt(0.05); // => false
 * ```
 */
export function kpssTest(x: SeriesInput, options: KpssTestOptions = {}): KpssTestResult {
  requireKnownKeys('kpssTest options', options, ['regression', 'lags']);
  const regression = requireOneOf('regression', options.regression ?? 'level', ['level', 'trend']);
  const asked = requireKpssLags(options.lags ?? 'short');
  const values = valuesOf('x', x, leastLength(asked));
  const n = values.length;
  const residuals = residualsAround(regression, values);
  const lags = kpssLags(residuals, asked);
  const statistic = partialSumSquares(residuals) / n ** 2 / longRunVariance(residuals, lags);
  const { value: pValue, bounded: pValueBounded } = interpolate(
    kpssTable[regression],
    kpssTable.alphas,
    statistic,
  );
  const around = regression === 'level' ? 'a constant level' : 'a linear trend';
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded,
    lags,
    regression,
    n,
    criticalValues: criticalValues(regression),
    nullHypothesis: `The series is stationary around ${around}.`,
    alternativeHypothesis: `The series is not stationary around ${around}: it has a unit root.`,
    rejectAt: tableRejectionRule({ pValue, pValueBounded }, { least: 0.01, greatest: 0.1 }),
  });
}

function leastLength(lags: number | KpssLagRule): { minLength: number; operation: string } {
  if (typeof lags === 'string') return { minLength: 3, operation };
  return { minLength: Math.max(3, lags + 1), operation: `${operation} with lags=${lags}` };
}

function residualsAround(regression: KpssRegression, values: Float64Array): Float64Array {
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  const deviations = deviationsFromMean(scaled);
  if (regression === 'level') return deviations;
  const residuals = withoutSlope(deviations);
  requireResidualVariation(operation, autocovarianceSum(residuals, 0), residuals.length);
  return residuals;
}

function withoutSlope(deviations: Float64Array): Float64Array {
  const n = deviations.length;
  const middle = (n - 1) / 2;
  let products = 0;
  for (let t = 0; t < n; t++) products += (t - middle) * deviations[t]!;
  const slope = products / ((n * (n * n - 1)) / 12);
  return deviations.map((deviation, t) => deviation - slope * (t - middle));
}

function partialSumSquares(residuals: Float64Array): number {
  let partialSum = 0;
  let squares = 0;
  for (let t = 0; t < residuals.length; t++) {
    partialSum += residuals[t]!;
    squares += partialSum * partialSum;
  }
  return squares;
}

function criticalValues(regression: KpssRegression): readonly CriticalValue[] {
  return kpssTable.alphas.map((alpha, i) => ({ alpha, value: kpssTable[regression][i]! })).reverse();
}
