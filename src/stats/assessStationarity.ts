import { requireInteger, requireKnownKeys, requireNumber } from '../errors/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import { difference } from './difference.js';
import { ndiffs } from './ndiffs.js';
import type { SpreadOnLevel } from './spreadOnLevel.js';
import { type StationarityEvidence, stationarityEvidence } from './stationarityEvidence.js';
import { describeSeason, describeSpread, summarizeStationarity } from './stationaritySummary.js';
import { type StationarityVerdict, weighStationarity } from './stationarityVerdict.js';
import { type SteadiedSeries, steadied } from './steadied.js';
import { type VarianceRatioTestResult, varianceRatioTest } from './varianceRatioTest.js';

/** Options of {@link assessStationarity}. */
export interface AssessStationarityOptions {
  /** The significance level of each test, from 0.01 to 0.1. Default 0.05. */
  readonly alpha?: number | undefined;
  /**
   * Observations a season, less than half of all; 1 for no season. Default: the strongest that
   * {@link detectSeasonality} finds.
   */
  readonly period?: number | undefined;
}

/** What a model should be given, in the order in which it is to be applied. */
export interface StationarityAdvice {
  /** `log` where the steps grow with the level, so that logarithms make them even. */
  readonly transform: 'none' | 'log';
  /** The number of seasonal differences. */
  readonly D: number;
  /** The number of first differences. */
  readonly d: number;
  /** Observations a season; undefined where there is none. */
  readonly period: number | undefined;
  /** Whether a linear trend is to be fitted, rather than differenced away. */
  readonly trend: boolean;
}

/** The tests behind an assessment: of the series, transformed as advised and without a season that is strong. */
export interface StationarityTestResults extends StationarityEvidence {
  /** How the steps depend on the level; undefined where that cannot be told. */
  readonly spreadOnLevel: SpreadOnLevel | undefined;
  /** Whether it is a random walk; undefined for fewer than 33 values. */
  readonly varianceRatio: VarianceRatioTestResult | undefined;
}

/** What {@link assessStationarity} gives. Frozen. */
export interface StationarityAssessment {
  /** What the tests say together. */
  readonly verdict: StationarityVerdict;
  /** The verdict and the advice in plain sentences. */
  readonly summary: string;
  /** What each test found, a sentence each. */
  readonly reasons: readonly string[];
  /** The transformation after which the series can be taken for stationary. */
  readonly advice: StationarityAdvice;
  /** The tests. */
  readonly tests: StationarityTestResults;
  /** The significance level of each test. */
  readonly alpha: number;
  /** The number of observations. */
  readonly n: number;
}

const leastLength = 30;
const leastVarianceRatioLength = 33;

/**
 * Whether a series is stationary, by all the tests together, with the transformation that makes it so.
 *
 * First, logarithms are advised where a positive series takes steps in proportion to its level: where the mean step
 * of its blocks grows with their mean level to a power of at least a half, significantly. Then the seasonal part, of
 * the given or detected period, is taken out by {@link stl} if it is strong enough for a difference by
 * {@link nsdiffs}. What remains is tested around a level and around a trend by {@link adfTest}, {@link ppTest} and
 * {@link kpssTest}, and by {@link zivotAndrewsTest} for a break:
 *
 * - `stationary`, `trend-stationary`: KPSS does not object to stationarity around a level, or only to that, and ADF
 *   or PP rejects a unit root. `seasonal`: stationary but for a strong season.
 * - `difference-stationary`: KPSS rejects stationarity, ADF or PP does not reject a unit root, and no break explains
 *   it.
 * - `inconclusive`: all three reject, or none, or a unit root is rejected in favour of a break.
 *
 * The advised d is 0 for the first three; for the others it is that of {@link ndiffs} after seasonal differences, at
 * least 1 with a unit root and no seasonal difference. Of simulated random walks of 100 observations, at the default
 * level, it calls 6% stationary around a level or trend and 8% inconclusive, of 300 or more 1% and 10%. Cost: that of
 * `detectSeasonality` and `zivotAndrewsTest`.
 *
 * @throws {@link InsufficientDataError} unless there are 30 observations and more than two periods, naming the least
 * length.
 * @throws {@link DegenerateSeriesError} when the series is constant or follows an exact rule.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { assessStationarity } from 'coincast';
 *
 * let price = 100;
 * const walk = Array.from({ length: 300 }, (_, hour) => (price *= 1 + Math.sin(hour * hour) / 50));
 * const { verdict, advice } = assessStationarity(walk);
 * verdict; // => 'difference-stationary'
 * advice.d; // => 1
 * ```
 */
export function assessStationarity(
  x: SeriesInput,
  options: AssessStationarityOptions = {},
): StationarityAssessment {
  requireKnownKeys('assessStationarity options', options, ['alpha', 'period']);
  const alpha = requireNumber('alpha', options.alpha ?? 0.05, { min: 0.01, max: 0.1 });
  const asked =
    options.period === undefined ? undefined : requireInteger('period', options.period, { min: 1 });
  const operation = asked === undefined ? 'assessStationarity' : `assessStationarity with period=${asked}`;
  const values = valuesOf('x', x, { minLength: Math.max(leastLength, 2 * (asked ?? 0) + 1), operation });
  const series = steadied(operation, values, asked, alpha);
  const { transform, spread, period, D } = series;
  const evidence = stationarityEvidence(series.adjusted, isPriceSeries(x) ? x.timestamps : undefined);
  const varianceRatio =
    values.length < leastVarianceRatioLength ? undefined : varianceRatioTest(series.adjusted);
  const { verdict: unseasonal, doubt, reasons } = weighStationarity(evidence, alpha);
  const verdict = unseasonal === 'stationary' && D > 0 ? 'seasonal' : unseasonal;
  const d = advisedOrder(series, verdict, alpha);
  const advice = Object.freeze({ transform, D, d, period, trend: verdict === 'trend-stationary' && D === 0 });
  const isRandomWalk = varianceRatio === undefined ? undefined : !varianceRatio.rejectAt(alpha);
  return Object.freeze({
    verdict,
    summary: summarizeStationarity({ verdict, doubt, advice, isRandomWalk }),
    reasons: Object.freeze([
      ...describeSpread(spread, transform),
      ...describeSeason(advice, asked !== undefined),
      ...reasons,
    ]),
    advice,
    tests: Object.freeze({ ...evidence, spreadOnLevel: spread, varianceRatio }),
    alpha,
    n: values.length,
  });
}

/** The order of what seasonal differences leave; with a unit root and none of those it is at least 1. */
function advisedOrder(
  { level, D, period }: SteadiedSeries,
  verdict: StationarityVerdict,
  alpha: number,
): number {
  if (verdict !== 'difference-stationary' && verdict !== 'inconclusive') return 0;
  const order = ndiffs(difference(level, { order: 0, seasonalOrder: D, period }).values, { alpha });
  return verdict === 'difference-stationary' && D === 0 ? Math.max(1, order) : order;
}
