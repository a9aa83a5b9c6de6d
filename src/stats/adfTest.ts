import { InvalidArgumentError, requireInteger, requireKnownKeys, requireOneOf } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { type AdfLagRule, adfLags, type LagChoice, leastAdfLength, requireAdfLags } from './adfLags.js';
import {
  type AdfRegression,
  interpolatedCriticalValues,
  interpolatedPValue,
  mackinnonCriticalValues,
  mackinnonPValue,
} from './dickeyFullerPValue.js';
import { deterministicTerms, dickeyFullerLevels, dickeyFullerRegression } from './dickeyFullerRegression.js';
import type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
import { rejectionRule, tableRejectionRule } from './rejectionRule.js';

/** Where the p-value comes from: MacKinnon's response surfaces, or linear interpolation in Fuller's table. */
export type AdfPValueMethod = 'mackinnon' | 'interpolation';

/** Options of {@link adfTest}. */
export interface AdfTestOptions {
  /**
   * The deterministic part of the regression. `drift` suits returns and prices without a visible trend, `trend`
   * a series that grows along a line, `none` one known to have mean zero. Default `drift`.
   */
  readonly regression?: AdfRegression | undefined;
  /** The number of lagged differences, or a rule for it. Default `cube-root`. */
  readonly lags?: number | AdfLagRule | undefined;
  /** The most lags `aic`, `bic` and `t-stat` try; refused with any other `lags`. Default: that of `schwert`. */
  readonly maxLags?: number | undefined;
  /** Where the p-value and the critical values come from. Default `mackinnon`. */
  readonly pValueMethod?: AdfPValueMethod | undefined;
}

/** What {@link adfTest} gives. */
export interface AdfTestResult extends HypothesisTestResult {
  /** The number of lagged differences. */
  readonly lags: number;
  /** The deterministic part of the regression. */
  readonly regression: AdfRegression;
  /** Where the p-value and the critical values come from. */
  readonly pValueMethod: AdfPValueMethod;
  /** The number of observations of the series. */
  readonly n: number;
  /** The number of observations of the regression: `n - 1 - lags`. */
  readonly regressionRows: number;
  /** Critical values by ascending level: the null is rejected when the statistic is below. */
  readonly criticalValues: readonly CriticalValue[];
}

/**
 * The augmented Dickey-Fuller test of a unit root: small p-values speak for stationarity, so it is the
 * counterpart of {@link kpssTest}, whose null hypothesis is the opposite.
 *
 * The statistic is the t ratio of the level in the least squares regression of the first difference on the
 * deterministic part, the level before and `lags` lagged differences. With `mackinnon` the p-value is that of
 * MacKinnon's asymptotic surfaces (1994), 0 or 1 with `pValueBounded` beyond their ends, and the critical values
 * at 1%, 5% and 10% are his for finite samples (2010), the better judges of a close call in a short series. With
 * `interpolation` both come from Fuller's table, which covers 0.01 to 0.99; beyond it `pValue` is the table's end,
 * `pValueBounded` is true, and `rejectAt` takes levels within the table only. Cost: 2 n (lags + 3)². Source: Said
 * and Dickey, Biometrika 71 (1984); `{ regression: 'trend', pValueMethod: 'interpolation' }` matches R tseries
 * 0.10-53 `adf.test`, the default p-values and `aic`, `bic`, `t-stat`, `schwert` match statsmodels 0.13.5 `adfuller`.
 *
 * @throws {@link InsufficientDataError} when the series is too short for the lags, naming the least length.
 * @throws {@link DegenerateSeriesError} when the series is constant or follows an exact rule.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { adfTest } from 'coincast';
 *
 * const wave = Array.from({ length: 200 }, (_, hour) => Math.sin(hour / 3) + Math.cos(hour * hour));
 * const result = adfTest(wave, { regression: 'drift', lags: 2 });
 * result.rejectAt(0.05); // => true
 * ```
 */
export function adfTest(x: SeriesInput, options: AdfTestOptions = {}): AdfTestResult {
  const { regression, pValueMethod, lagChoice } = resolve(options);
  const { fewest, operation } = describe(lagChoice);
  const values = valuesOf('x', x, { minLength: leastAdfLength(regression, fewest), operation });
  const n = values.length;
  const levels = dickeyFullerLevels(operation, values, regression);
  const lags = adfLags(operation, levels, regression, lagChoice);
  const { tRatios } = dickeyFullerRegression(operation, levels, regression, lags, lags);
  const statistic = tRatios[deterministicTerms[regression]]!;
  const regressionRows = n - 1 - lags;
  return Object.freeze({
    statistic,
    lags,
    regression,
    pValueMethod,
    n,
    regressionRows,
    nullHypothesis: 'The series has a unit root.',
    alternativeHypothesis: alternatives[regression],
    ...(pValueMethod === 'mackinnon'
      ? judgeByMackinnon(statistic, regression, regressionRows)
      : judgeByTable(statistic, regression, n - 1)),
  });
}

const alternatives = {
  none: 'The series is stationary with mean zero.',
  drift: 'The series is stationary around a constant level.',
  trend: 'The series is stationary around a linear trend.',
} as const;

function resolve(options: AdfTestOptions) {
  requireKnownKeys('adfTest options', options, ['regression', 'lags', 'maxLags', 'pValueMethod']);
  const regression = requireOneOf('regression', options.regression ?? 'drift', ['none', 'drift', 'trend']);
  const pValueMethod = requireOneOf('pValueMethod', options.pValueMethod ?? 'mackinnon', [
    'mackinnon',
    'interpolation',
  ]);
  return { regression, pValueMethod, lagChoice: resolveLags(options) };
}

function resolveLags(options: AdfTestOptions): LagChoice {
  const lags = requireAdfLags(options.lags ?? 'cube-root');
  if (options.maxLags === undefined) return { lags, maxLags: undefined };
  const maxLags = requireInteger('maxLags', options.maxLags, { min: 0 });
  if (lags === 'aic' || lags === 'bic' || lags === 't-stat') return { lags, maxLags };
  throw new InvalidArgumentError({
    argument: 'maxLags',
    value: maxLags,
    expected: 'absent unless lags is "aic", "bic" or "t-stat"',
  });
}

function describe({ lags, maxLags }: LagChoice): { fewest: number; operation: string } {
  if (typeof lags === 'number') return { fewest: lags, operation: `adfTest with lags=${lags}` };
  if (maxLags === undefined) return { fewest: 0, operation: 'adfTest' };
  return { fewest: maxLags, operation: `adfTest with maxLags=${maxLags}` };
}

function judgeByMackinnon(statistic: number, regression: AdfRegression, rows: number) {
  const { value: pValue, bounded: pValueBounded } = mackinnonPValue(statistic, regression);
  return {
    pValue,
    pValueBounded,
    criticalValues: mackinnonCriticalValues(regression, rows),
    rejectAt: rejectionRule(pValue),
  };
}

function judgeByTable(statistic: number, regression: AdfRegression, differences: number) {
  const { value: pValue, bounded: pValueBounded } = interpolatedPValue(statistic, regression, differences);
  return {
    pValue,
    pValueBounded,
    criticalValues: interpolatedCriticalValues(regression, differences),
    rejectAt: tableRejectionRule({ pValue, pValueBounded }, { least: 0.01, greatest: 0.99 }),
  };
}
