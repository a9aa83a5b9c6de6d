import { requireInteger, requireKnownKeys } from '../errors/index.js';
import { chiSquareUpperTail, deviationsFromMean, fUpperTail, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { requireResidualVariation, requireVariation } from './degeneracy.js';
import { fitOrExplain } from './fitOrExplain.js';
import type { HypothesisTestResult } from './HypothesisTestResult.js';
import { rejectionRule } from './rejectionRule.js';

/** Options of {@link archLmTest}. */
export interface ArchLmTestOptions {
  /**
   * The number of lagged squares tested together. Default: 10 or n / 5, whichever is less, but at least 1.
   */
  readonly lags?: number | undefined;
  /** The number of parameters of the mean model whose residuals `x` are: p + q of an ARIMA. Default 0. */
  readonly modelDf?: number | undefined;
}

/** What {@link archLmTest} gives. */
export interface ArchLmTestResult extends HypothesisTestResult {
  /** The F statistic of the same regression, the better judge in short series. */
  readonly fStatistic: number;
  /** The p-value of `fStatistic`, with `lags` and `regressionRows - lags - 1` degrees of freedom. */
  readonly fPValue: number;
  /** The number of lagged squares tested. */
  readonly lags: number;
  /** The model parameters allowed for. */
  readonly modelDf: number;
  /** The number of observations. */
  readonly n: number;
  /** The number of observations of the regression: `n - lags`. */
  readonly regressionRows: number;
}

/**
 * Engle's Lagrange multiplier test of autoregressive conditional heteroskedasticity: whether large changes
 * follow large ones, as in most returns of coins. A rejection speaks for a GARCH model.
 *
 * The squares of `x`, taken as it is (subtract a mean first that is not zero), are regressed on a constant
 * and `lags` squares before them; the statistic is (rows - modelDf) R², chi-square with `lags` degrees of
 * freedom. Needs 2 `lags` + 2 observations, and more than `lags + modelDf`. Cost: 2 n lags². Source: Engle,
 * Econometrica 50 (1982), section 8; matches statsmodels 0.13.5 `het_arch(resid, nlags, ddof)`.
 *
 * @throws {@link InsufficientDataError} when the series is too short for the lags, naming the least length.
 * @throws {@link DegenerateSeriesError} when the squares are constant or follow an exact rule.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { archLmTest } from 'coincast';
 *
 * const calm = Array.from({ length: 200 }, (_, hour) => Math.sin(hour * hour));
 * const bursts = calm.map((value, hour) => (hour % 100 < 30 ? 5 * value : value));
 * archLmTest(calm, { lags: 5 }).rejectAt(0.01); // => false
 * archLmTest(bursts, { lags: 5 }).rejectAt(0.01); // => true
 * ```
 */
export function archLmTest(x: SeriesInput, options: ArchLmTestOptions = {}): ArchLmTestResult {
  requireKnownKeys('archLmTest options', options, ['lags', 'modelDf']);
  const modelDf = requireInteger('modelDf', options.modelDf ?? 0, { min: 0 });
  const asked = options.lags === undefined ? undefined : requireInteger('lags', options.lags, { min: 1 });
  const least = asked ?? 1;
  const operation = `archLmTest with lags=${least}`;
  const values = valuesOf('x', x, { minLength: least + Math.max(least + 2, modelDf + 1), operation });
  const n = values.length;
  const lags = asked ?? Math.max(1, Math.min(10, Math.floor(n / 5), n - modelDf - 1));
  const { explained, unexplained, regressionRows } = regressSquares(
    values,
    lags,
    `archLmTest of squares with lags=${lags}`,
  );
  const statistic = (regressionRows - modelDf) * (explained / (explained + unexplained));
  const denominatorDf = regressionRows - lags - 1;
  const fStatistic = explained / lags / (unexplained / denominatorDf);
  const pValue = chiSquareUpperTail(statistic, lags);
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded: false,
    fStatistic,
    fPValue: fUpperTail(fStatistic, lags, denominatorDf),
    lags,
    modelDf,
    n,
    regressionRows,
    nullHypothesis: `The squares do not depend on the ${lags} squares before them.`,
    alternativeHypothesis: 'The variance depends on past squares: there is conditional heteroskedasticity.',
    rejectAt: rejectionRule(pValue),
  });
}

/** The sums of squares that `lags` squares before explain of the squares about their mean, and do not. */
function regressSquares(values: Float64Array, lags: number, operation: string) {
  const squares = scaledToUnit(scaledToUnit(values).map((value) => value * value));
  requireVariation(operation, squares);
  const deviations = deviationsFromMean(squares);
  const regressionRows = deviations.length - lags;
  const columns: Float64Array[] = [new Float64Array(regressionRows).fill(1)];
  for (let lag = 1; lag <= lags; lag++)
    columns.push(deviations.subarray(lags - lag, deviations.length - lag));
  const { nestedResidualSums } = fitOrExplain(operation, columns, deviations.subarray(lags));
  const unexplained = nestedResidualSums[lags + 1]!;
  requireResidualVariation(operation, unexplained, regressionRows);
  return { explained: nestedResidualSums[1]! - unexplained, unexplained, regressionRows };
}
