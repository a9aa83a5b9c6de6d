import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import {
  type BreakKind,
  breakDummies,
  breakRegression,
  leastBreakLength,
  possibleBreaks,
} from './breakRegression.js';
import { breakStatistics } from './breakStatistics.js';
import { dickeyFullerLevels } from './dickeyFullerRegression.js';
import type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
import { tableRejectionRule } from './rejectionRule.js';
import {
  requireZivotAndrewsLags,
  type ZivotAndrewsLagChoice,
  type ZivotAndrewsLagRule,
  zivotAndrewsLags,
} from './zivotAndrewsLags.js';
import { zivotAndrewsCriticalValues, zivotAndrewsPValue, zivotAndrewsRange } from './zivotAndrewsPValue.js';

/** Options of {@link zivotAndrewsTest}. */
export interface ZivotAndrewsTestOptions {
  /** What changes at the break: the level, the slope of the trend, or both. Default `level`. */
  readonly breakIn?: BreakKind | undefined;
  /**
   * The part of the series at each end in which no break is looked for, a fraction from 0 to 1/3. Default 0.15.
   */
  readonly trim?: number | undefined;
  /** The number of lagged differences, or a rule for it. Default `aic`. */
  readonly lags?: number | ZivotAndrewsLagRule | undefined;
  /** The most lags `aic`, `bic` and `t-stat` try; refused with any other `lags`. Default: that of `schwert`. */
  readonly maxLags?: number | undefined;
}

/** What {@link zivotAndrewsTest} gives. */
export interface ZivotAndrewsTestResult extends HypothesisTestResult {
  /** The index of the last observation before the change, at the break that speaks most against a unit root. */
  readonly breakIndex: number;
  /** The time of that observation, epoch milliseconds UTC; undefined for bare numbers. */
  readonly breakTimestamp: number | undefined;
  /** What changes at the break. */
  readonly breakIn: BreakKind;
  /** The part of the series at each end in which no break was looked for, a fraction. */
  readonly trim: number;
  /** The number of lagged differences. */
  readonly lags: number;
  /** The number of observations of the series. */
  readonly n: number;
  /** The number of observations of each regression: `n - 1 - lags`. */
  readonly regressionRows: number;
  /** The paper's asymptotic critical values by ascending level: the null is rejected when the statistic is below. */
  readonly criticalValues: readonly CriticalValue[];
}

/**
 * The Zivot-Andrews test of a unit root against a trend with one break at an unknown time: small p-values speak
 * for stationarity around the broken trend. Where {@link adfTest} takes a crash or a listing for a random walk,
 * this one need not.
 *
 * For every break the difference is regressed on a constant, a trend, the break's dummies, the level before and
 * `lags` lagged differences; the statistic is the least t ratio of the level. `breakIndex` is the paper's break:
 * the last observation before the change, so that the first one after it is `breakIndex + 1`. The dummies are 1
 * (level) or 1, 2, 3 ... (slope) from there on. Breaks run from index `floor(n * trim)` to `n - 1` less as much,
 * except those too near an end for the regression to tell the dummies from the trend.
 *
 * The p-value is interpolated in quantiles simulated for random walks without lags of this length and trim, for
 * 25 to 4000 observations and 0.001 to 0.99; near 0.05 its error is about 0.001. Beyond them `pValue` is the
 * table's end, `pValueBounded` is true, and `rejectAt` takes levels within the table only. Critical values are
 * the published asymptotic ones; the p-value is the better judge of a close call. Cost: n lags² for all breaks.
 *
 * Source: Zivot and Andrews, Journal of Business & Economic Statistics 10 (1992); the number of lags is chosen
 * once, as by Baum's zandrews, not for every break. Statistic, break and lags match statsmodels 0.13.5
 * `zivot_andrews` (with `trend` its breaks are one earlier than their index says), whose p-values are
 * asymptotic; with `trim` 0 also R urca 1.3-3 `ur.za`, which counts the break from 1.
 *
 * @throws {@link InsufficientDataError} when the series is too short for the lags, naming the least length.
 * @throws {@link DegenerateSeriesError} when the series is constant or follows an exact rule.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { adfTest, zivotAndrewsTest } from 'coincast';
 *
 * const crash = Array.from({ length: 120 }, (_, day) => (day < 70 ? 9 : 4) + Math.sin(day * day));
 * adfTest(crash).rejectAt(0.05); // => false
 * const result = zivotAndrewsTest(crash, { lags: 2 });
 * result.rejectAt(0.05); // => true
 * result.breakIndex; // => 69
 * ```
 */
export function zivotAndrewsTest(
  x: SeriesInput,
  options: ZivotAndrewsTestOptions = {},
): ZivotAndrewsTestResult {
  const { breakIn, trim, lagChoice } = resolve(options);
  const { fewest, operation } = describe(lagChoice);
  const dummies = breakDummies[breakIn];
  const values = valuesOf('x', x, { minLength: leastBreakLength(dummies, fewest), operation });
  const n = values.length;
  const levels = dickeyFullerLevels(operation, values, 'trend');
  const lags = zivotAndrewsLags(operation, levels, dummies, lagChoice);
  const range = breakRange(breakIn, n, lags, trim);
  const breakIndex = range.first + indexOfLeast(breakStatistics(operation, levels, breakIn, lags, range));
  const statistic = breakRegression(operation, levels, breakIn, lags, breakIndex);
  const { value: pValue, bounded: pValueBounded } = zivotAndrewsPValue(statistic, breakIn, n, trim);
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded,
    breakIndex,
    breakTimestamp: isPriceSeries(x) ? x.timestamps[breakIndex] : undefined,
    breakIn,
    trim,
    lags,
    n,
    regressionRows: n - 1 - lags,
    criticalValues: zivotAndrewsCriticalValues(breakIn),
    nullHypothesis: 'The series has a unit root and no break.',
    alternativeHypothesis: `The series is stationary around a linear trend with one break in ${changes[breakIn]}.`,
    rejectAt: tableRejectionRule({ pValue, pValueBounded }, zivotAndrewsRange()),
  });
}

const changes = { level: 'its level', trend: 'its slope', both: 'its level and slope' } as const;

function resolve(options: ZivotAndrewsTestOptions) {
  requireKnownKeys('zivotAndrewsTest options', options, ['breakIn', 'trim', 'lags', 'maxLags']);
  return {
    breakIn: requireOneOf('breakIn', options.breakIn ?? 'level', ['level', 'trend', 'both']),
    trim: requireNumber('trim', options.trim ?? 0.15, { min: 0, max: 1 / 3 }),
    lagChoice: resolveLags(options),
  };
}

function resolveLags(options: ZivotAndrewsTestOptions): ZivotAndrewsLagChoice {
  const lags = requireZivotAndrewsLags(options.lags ?? 'aic');
  if (options.maxLags === undefined) return { lags, maxLags: undefined };
  const maxLags = requireInteger('maxLags', options.maxLags, { min: 0 });
  if (typeof lags === 'string' && lags !== 'schwert') return { lags, maxLags };
  throw new InvalidArgumentError({
    argument: 'maxLags',
    value: maxLags,
    expected: 'absent unless lags is "aic", "bic" or "t-stat"',
  });
}

function describe({ lags, maxLags }: ZivotAndrewsLagChoice): { fewest: number; operation: string } {
  if (typeof lags === 'number') return { fewest: lags, operation: `zivotAndrewsTest with lags=${lags}` };
  if (maxLags === undefined) return { fewest: 0, operation: 'zivotAndrewsTest' };
  return { fewest: maxLags, operation: `zivotAndrewsTest with maxLags=${maxLags}` };
}

function breakRange(breakIn: BreakKind, n: number, lags: number, trim: number) {
  const trimmed = Math.floor(n * trim);
  const { first, last } = possibleBreaks(breakIn, n, lags);
  return { first: Math.max(trimmed, first), last: Math.min(n - 1 - trimmed, last) };
}

function indexOfLeast(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[best]!) best = i;
  return best;
}
