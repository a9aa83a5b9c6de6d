import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { chiSquareUpperTail } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { autocorrelations } from './acf.js';
import type { HypothesisTestResult } from './HypothesisTestResult.js';
import { rejectionRule } from './rejectionRule.js';

/** Options of {@link ljungBoxTest}. */
export interface LjungBoxTestOptions {
  /**
   * The number of autocorrelations tested together, more than `modelDf` and less than n. Default: 10 or n / 5,
   * whichever is less, but at least `modelDf + 3`.
   */
  readonly lags?: number | undefined;
  /**
   * The number of parameters of the model whose residuals `x` are: p + q of an ARIMA, plus P + Q when it is
   * seasonal, not counting a constant. Default 0, for a raw series.
   */
  readonly modelDf?: number | undefined;
}

/** What {@link ljungBoxTest} gives. */
export interface LjungBoxTestResult extends HypothesisTestResult {
  /** The number of autocorrelations tested. */
  readonly lags: number;
  /** The model parameters allowed for. */
  readonly modelDf: number;
  /** The degrees of freedom of the chi-square distribution: `lags - modelDf`. */
  readonly degreesOfFreedom: number;
  /** The number of observations. */
  readonly n: number;
}

/**
 * The Ljung-Box portmanteau test: whether the first `lags` autocorrelations, taken together, differ from zero.
 *
 * The statistic is n (n + 2) Σ r²(k) / (n - k) with autocorrelations of divisor n about the mean; its p-value is
 * the upper tail of chi-square with `lags - modelDf` degrees of freedom, accurate also where tiny. Rejection
 * means that structure is left in the residuals. Cost: n * lags. Source: Ljung and Box, Biometrika 65 (1978);
 * matches R 4.2 `Box.test(x, lag, type = "Ljung-Box", fitdf)`.
 *
 * @throws {@link InsufficientDataError} when the series is not longer than `lags`.
 * @throws {@link DegenerateSeriesError} when the series is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `lags` is not more than `modelDf`, or an option is unknown.
 * @example
 * ```ts
 * import { ljungBoxTest } from 'coincast';
 *
 * const wave = Array.from({ length: 60 }, (_, hour) => Math.sin(hour / 5));
 * ljungBoxTest(wave, { lags: 10 }).rejectAt(0.01); // => true
 * ```
 */
export function ljungBoxTest(x: SeriesInput, options: LjungBoxTestOptions = {}): LjungBoxTestResult {
  requireKnownKeys('ljungBoxTest options', options, ['lags', 'modelDf']);
  const modelDf = requireInteger('modelDf', options.modelDf ?? 0, { min: 0 });
  const asked = options.lags === undefined ? undefined : requireLags(options.lags, modelDf);
  const least = asked ?? modelDf + 3;
  const operation = `ljungBoxTest with lags=${least}`;
  const values = valuesOf('x', x, { minLength: least + 1, operation });
  const n = values.length;
  const lags = asked ?? Math.max(least, Math.min(10, Math.floor(n / 5)));
  const correlations = autocorrelations(values, lags, operation);
  let sum = 0;
  for (let lag = 1; lag <= lags; lag++) sum += correlations[lag]! ** 2 / (n - lag);
  const statistic = n * (n + 2) * sum;
  const degreesOfFreedom = lags - modelDf;
  const pValue = chiSquareUpperTail(statistic, degreesOfFreedom);
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded: false,
    lags,
    modelDf,
    degreesOfFreedom,
    n,
    nullHypothesis: `The first ${lags} autocorrelations are all zero.`,
    alternativeHypothesis: `At least one of the first ${lags} autocorrelations is not zero.`,
    rejectAt: rejectionRule(pValue),
  });
}

function requireLags(lags: number, modelDf: number): number {
  requireInteger('lags', lags, { min: 1 });
  if (lags > modelDf) return lags;
  throw new InvalidArgumentError({
    argument: 'lags',
    value: lags,
    expected: `more than modelDf (${modelDf})`,
    hint: 'Test more autocorrelations than the model has parameters.',
  });
}
