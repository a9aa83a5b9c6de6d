import { requireInteger, requireKnownKeys, requireOneOf } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { leastAdfLength } from './adfLags.js';
import type { AdfPValueMethod } from './adfTest.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import {
  coefficientCriticalValues,
  coefficientSurfacePValue,
  coefficientTablePValue,
} from './coefficientPValue.js';
import { requireResidualVariation } from './degeneracy.js';
import {
  type AdfRegression,
  interpolatedCriticalValues,
  interpolatedPValue,
  mackinnonCriticalValues,
  mackinnonPValue,
} from './dickeyFullerPValue.js';
import type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
import type { Interpolated } from './interpolate.js';
import { kpssLags } from './kpssLags.js';
import { longRunVariance } from './longRunVariance.js';
import {
  type PhillipsPerronRegression,
  type PpMoments,
  phillipsPerronRegression,
} from './phillipsPerronRegression.js';
import { rejectionRule, tableRejectionRule } from './rejectionRule.js';

/**
 * The statistic of {@link ppTest}: `z-tau` corrects the t ratio of the level, `z-alpha` corrects n (rho - 1), the
 * coefficient itself, which is the more powerful and in short or negatively correlated series the less reliable.
 */
export type PpType = 'z-tau' | 'z-alpha';

/**
 * How many autocovariances the long-run variance takes: `short` is 4 (n / 100)^¼ and `long` 12 (n / 100)^¼, both
 * truncated, with n the observations of the regression (as in R tseries and urca).
 */
export type PpLagRule = 'short' | 'long';

const operation = 'ppTest';

/** Options of {@link ppTest}. */
export interface PpTestOptions {
  /**
   * The deterministic part of the regression. `drift` suits returns and prices without a visible trend, `trend`
   * a series that grows along a line, `none` one known to have mean zero. Default `drift`.
   */
  readonly regression?: AdfRegression | undefined;
  /** The number of autocovariances in the long-run variance, or a rule for it. Default `short`. */
  readonly lags?: number | PpLagRule | undefined;
  /** The statistic. Default `z-tau`. */
  readonly type?: PpType | undefined;
  /** Where the p-value comes from. Default `mackinnon`. */
  readonly pValueMethod?: AdfPValueMethod | undefined;
  /**
   * `lagged` takes the sum of squares of the regressor itself, as R tseries does; `current` that of the levels
   * one step later, as R urca does. They differ by an observation, so by order 1 / n. Default `lagged`.
   */
  readonly moments?: PpMoments | undefined;
}

/** What {@link ppTest} gives. */
export interface PpTestResult extends HypothesisTestResult {
  /** The number of autocovariances in the long-run variance. */
  readonly lags: number;
  /** The deterministic part of the regression. */
  readonly regression: AdfRegression;
  /** The statistic. */
  readonly type: PpType;
  /** Where the p-value comes from. */
  readonly pValueMethod: AdfPValueMethod;
  /** Which levels the correction takes its moments from. */
  readonly moments: PpMoments;
  /** The number of observations of the series. */
  readonly n: number;
  /** The number of observations of the regression: `n - 1`. */
  readonly regressionRows: number;
  /** Critical values by ascending level: the null is rejected when the statistic is below. */
  readonly criticalValues: readonly CriticalValue[];
}

/**
 * The Phillips-Perron test of a unit root: small p-values speak for stationarity, as with {@link adfTest}. In
 * place of lagged differences it corrects the Dickey-Fuller statistic for autocorrelation of any form.
 *
 * The regression takes the difference on the deterministic part and the level before. The correction weighs the
 * residuals' variance against their long-run variance (both with divisor n, Bartlett weights). P-values of
 * `z-tau` are those of {@link adfTest}, those of `z-alpha` come from the distribution of n (rho - 1): by
 * MacKinnon's asymptotic surfaces (1994), or with `interpolation` from Fuller's table, which covers 0.01 to 0.99;
 * beyond it `pValue` is the table's end, `pValueBounded` is true, and `rejectAt` takes levels within the table
 * only. Critical values of `z-alpha` are Fuller's, those of `z-tau` follow `pValueMethod`. Cost: n * lags.
 *
 * Source: Phillips and Perron, Biometrika 75 (1988), with their determinant formula around a trend, which is
 * 1 - 1 / n² of the exact sum of squares. `{ regression: 'trend', pValueMethod: 'interpolation' }` matches R
 * tseries 0.10-53 `pp.test`, `{ moments: 'current' }` the statistics of R urca 1.3-3 `ur.pp`; urca has older
 * critical values for Z-tau and none for Z-alpha.
 *
 * @throws {@link InsufficientDataError} when the series is too short for the lags, naming the least length.
 * @throws {@link DegenerateSeriesError} when the series is constant or follows an exact rule.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { ppTest } from 'coincast';
 *
 * const noise = Array.from({ length: 200 }, (_, hour) => Math.sin(hour * hour));
 * ppTest(noise).rejectAt(0.05); // => true
 * ppTest(noise, { type: 'z-alpha' }).rejectAt(0.05); // => true
 * ```
 */
export function ppTest(x: SeriesInput, options: PpTestOptions = {}): PpTestResult {
  const { regression, asked, type, pValueMethod, moments } = resolve(options);
  const values = valuesOf('x', x, leastLength(regression, asked));
  const fit = phillipsPerronRegression(operation, values, regression, moments);
  const lags = kpssLags(fit.residuals, asked);
  const statistic = correctedStatistic(fit, lags, type);
  const regressionRows = values.length - 1;
  return Object.freeze({
    statistic,
    lags,
    regression,
    type,
    pValueMethod,
    moments,
    n: values.length,
    regressionRows,
    nullHypothesis: 'The series has a unit root.',
    alternativeHypothesis: alternatives[regression],
    ...judges[type][pValueMethod](statistic, regression, regressionRows),
  });
}

const alternatives = {
  none: 'The series is stationary with mean zero.',
  drift: 'The series is stationary around a constant level.',
  trend: 'The series is stationary around a linear trend.',
} as const;

function resolve(options: PpTestOptions) {
  requireKnownKeys('ppTest options', options, ['regression', 'lags', 'type', 'pValueMethod', 'moments']);
  const lags = options.lags ?? 'short';
  return {
    regression: requireOneOf('regression', options.regression ?? 'drift', ['none', 'drift', 'trend']),
    asked:
      typeof lags === 'string'
        ? requireOneOf('lags', lags, ['short', 'long'])
        : requireInteger('lags', lags, { min: 0 }),
    type: requireOneOf('type', options.type ?? 'z-tau', ['z-tau', 'z-alpha']),
    pValueMethod: requireOneOf('pValueMethod', options.pValueMethod ?? 'mackinnon', [
      'mackinnon',
      'interpolation',
    ]),
    moments: requireOneOf('moments', options.moments ?? 'lagged', ['lagged', 'current']),
  };
}

function leastLength(regression: AdfRegression, lags: number | PpLagRule) {
  const least = leastAdfLength(regression, 0);
  if (typeof lags === 'string') return { minLength: least, operation };
  return { minLength: Math.max(least, lags + 2), operation: `${operation} with lags=${lags}` };
}

function correctedStatistic(
  { residuals, coefficient, tRatio, levelSquares }: PhillipsPerronRegression,
  lags: number,
  type: PpType,
): number {
  const n = residuals.length;
  const variance = autocovarianceSum(residuals, 0) / n;
  const longRun = longRunVariance(residuals, lags);
  requireResidualVariation(operation, n * longRun, n);
  const excess = (longRun - variance) / 2;
  return type === 'z-tau'
    ? Math.sqrt(variance / longRun) * tRatio - (excess * n) / Math.sqrt(longRun * levelSquares)
    : n * coefficient - (excess * n ** 2) / levelSquares;
}

interface Judgement {
  readonly pValue: number;
  readonly pValueBounded: boolean;
  readonly criticalValues: readonly CriticalValue[];
  readonly rejectAt: (alpha: number) => boolean;
}

type Judge = (statistic: number, regression: AdfRegression, rows: number) => Judgement;

const judges: Record<PpType, Record<AdfPValueMethod, Judge>> = {
  'z-tau': {
    mackinnon: (statistic, regression, rows) =>
      bySurface(mackinnonPValue(statistic, regression), mackinnonCriticalValues(regression, rows)),
    interpolation: (statistic, regression, rows) =>
      byTable(interpolatedPValue(statistic, regression, rows), interpolatedCriticalValues(regression, rows)),
  },
  'z-alpha': {
    mackinnon: (statistic, regression, rows) =>
      bySurface(coefficientSurfacePValue(statistic, regression), coefficientCriticalValues(regression, rows)),
    interpolation: (statistic, regression, rows) =>
      byTable(
        coefficientTablePValue(statistic, regression, rows),
        coefficientCriticalValues(regression, rows),
      ),
  },
};

function bySurface({ value, bounded }: Interpolated, criticalValues: readonly CriticalValue[]): Judgement {
  return { pValue: value, pValueBounded: bounded, criticalValues, rejectAt: rejectionRule(value) };
}

function byTable({ value, bounded }: Interpolated, criticalValues: readonly CriticalValue[]): Judgement {
  const rejectAt = tableRejectionRule(
    { pValue: value, pValueBounded: bounded },
    { least: 0.01, greatest: 0.99 },
  );
  return { pValue: value, pValueBounded: bounded, criticalValues, rejectAt };
}
