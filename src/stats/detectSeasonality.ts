import {
  DegenerateSeriesError,
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
} from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { adfTest } from './adfTest.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { conditioned } from './decomposition.js';
import { requireVariation } from './degeneracy.js';
import { lineResiduals } from './lineResiduals.js';
import { localSpectrum } from './localSpectrum.js';
import { mostSignificantPeriod } from './seasonalSignificance.js';
import { stl } from './stl.js';

/** Options of {@link detectSeasonality}. */
export interface DetectSeasonalityOptions {
  /**
   * The longest period tried, at most a third of the series. Default: a third of the series, or 400 if less.
   */
  readonly maxPeriod?: number | undefined;
  /** The probability of finding a period where there is none, strictly between 0 and 1. Default 0.05. */
  readonly alpha?: number | undefined;
  /** The periods tried, instead of all from 2 to `maxPeriod`: fewer are found more surely. */
  readonly candidates?: readonly number[] | undefined;
}

/** A period that {@link detectSeasonality} found. */
export interface SeasonalPeriod {
  /** The number of observations of a cycle. */
  readonly period: number;
  /** The seasonal strength of `stl` for it, 0 to 1, periods found before it taken out. */
  readonly strength: number;
  /** The p-value, a fraction, corrected for the number of periods tried. */
  readonly pValue: number;
}

/** What {@link detectSeasonality} gives. */
export interface DetectSeasonalityResult {
  /** Whether any period was found. */
  readonly isSeasonal: boolean;
  /** The periods found, the strongest first. */
  readonly periods: readonly SeasonalPeriod[];
  /** Whether differences were searched, because a unit root was not rejected. */
  readonly differenced: boolean;
  /** The probability of finding a period where there is none. */
  readonly alpha: number;
  /** The number of observations. */
  readonly n: number;
}

const mostPeriods = 8;
const leastLength = 20;
/** Of a series of magnitude 1 this is rounding, magnified by a decomposition. */
const negligible = 1e-10;

/**
 * Detects seasonality: the periods, in whole observations, at which a series repeats itself.
 *
 * The series is differenced when an augmented Dickey-Fuller test with trend does not reject a unit root at
 * 5%, and freed of its line otherwise. Each candidate period is judged by the ordinates of the periodogram at
 * its frequency and its harmonics, each against up to 10 neighbours on either side, which allows for noise of
 * any smooth spectrum, red noise and random walks included; the p-values of the harmonics are combined by
 * Fisher's method and corrected for the number of periods tried. The most significant period is taken, or a
 * divisor of it whose own harmonics stand out (the day within the week), its `stl` seasonal part subtracted,
 * and the search repeated until nothing is significant: harmonics of a period found, and multiples that add
 * nothing to it, do not appear. Where a cycle changes over time, its period is an average.
 *
 * The probability of a finding in white noise, autoregressions, random walks and GARCH noise is near `alpha`.
 * A period needs three cycles, and many before it is told from its neighbours: at 9 cycles of 168 the answer
 * is within 2%. `strength` is that of {@link stl} with its defaults; noise alone reaches 1 / cycles. Cost:
 * O(n log n), and quadratic in the longest period. Source: the search is coincast's own; that ordinates of a
 * smooth spectrum are independent: Brockwell and Davis, "Time Series: Theory and Methods", 2nd edition (1991),
 * section 10.3; strength: Wang, Smith and Hyndman, Data Mining and Knowledge Discovery 13 (2006).
 *
 * @throws {@link InsufficientDataError} when the series has fewer than 20 observations, or fewer than three
 * cycles of the longest period asked for.
 * @throws {@link DegenerateSeriesError} when the series is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or both `maxPeriod` and
 * `candidates` are given.
 * @example
 * ```ts
 * import { detectSeasonality } from 'coincast';
 *
 * const day = 24;
 * const hourly = Array.from(
 *   { length: 480 },
 *   (_, hour) => Math.sin((2 * Math.PI * hour) / day) + Math.sin(hour * hour),
 * );
 * const { isSeasonal, periods } = detectSeasonality(hourly, { maxPeriod: 100 });
 * isSeasonal; // => true
 * periods.map(({ period }) => period); // => [24]
 * ```
 */
export function detectSeasonality(
  x: SeriesInput,
  options: DetectSeasonalityOptions = {},
): DetectSeasonalityResult {
  requireKnownKeys('detectSeasonality options', options, ['maxPeriod', 'alpha', 'candidates']);
  const alpha = requireNumber('alpha', options.alpha ?? 0.05, { above: 0, below: 1 });
  const asked = requireCandidates(options);
  const longest = asked === undefined ? 2 : Math.max(...asked);
  const operation =
    asked === undefined ? 'detectSeasonality' : `detectSeasonality with periods up to ${longest}`;
  const values = valuesOf('x', x, { minLength: Math.max(leastLength, 3 * longest), operation });
  const n = values.length;
  const series = conditioned(values).values;
  requireVariation(operation, series);
  const differenced = hasUnitRoot(series);
  const candidates = asked ?? integersUpTo(Math.min(400, Math.floor(n / 3)));
  const periods = findPeriods(series, candidates, differenced, alpha);
  return Object.freeze({
    isSeasonal: periods.length > 0,
    periods: Object.freeze(periods.sort((a, b) => b.strength - a.strength)),
    differenced,
    alpha,
    n,
  });
}

function requireCandidates({
  maxPeriod,
  candidates,
}: DetectSeasonalityOptions): readonly number[] | undefined {
  if (candidates === undefined) {
    return maxPeriod === undefined
      ? undefined
      : integersUpTo(requireInteger('maxPeriod', maxPeriod, { min: 2 }));
  }
  if (maxPeriod !== undefined) {
    throw new InvalidArgumentError({
      argument: 'maxPeriod',
      value: maxPeriod,
      expected: 'absent when candidates are given',
    });
  }
  if (!Array.isArray(candidates) || candidates.length === 0) {
    throw new InvalidArgumentError({
      argument: 'candidates',
      value: candidates,
      expected: 'an array of periods',
    });
  }
  return [...new Set(candidates.map((period, i) => requireInteger(`candidates[${i}]`, period, { min: 2 })))];
}

function integersUpTo(last: number): number[] {
  return Array.from({ length: last - 1 }, (_, i) => i + 2);
}

function hasUnitRoot(series: Float64Array): boolean {
  try {
    return !adfTest(series, { regression: 'trend' }).rejectAt(0.05);
  } catch (error) {
    // An exact rule leaves the regression without residuals: no random walk.
    if (error instanceof DegenerateSeriesError) return false;
    throw error;
  }
}

/** Takes out the most significant period until none is left. */
function findPeriods(
  series: Float64Array,
  candidates: readonly number[],
  differenced: boolean,
  alpha: number,
): SeasonalPeriod[] {
  const gain = differenced ? (frequency: number) => 4 * Math.sin(Math.PI * frequency) ** 2 : () => 1;
  const found: SeasonalPeriod[] = [];
  let remaining = series;
  while (found.length < mostPeriods) {
    const searched = differenced ? differences(remaining) : lineResiduals(remaining);
    if (autocovarianceSum(searched, 0) <= searched.length * negligible ** 2) break;
    const taken = found.map(({ period }) => period);
    const next = mostSignificantPeriod(localSpectrum(searched), candidates, taken, alpha, gain);
    if (next === undefined) break;
    const { seasonal, seasonalStrength } = stl(remaining, { period: next.period });
    found.push(Object.freeze({ ...next, strength: seasonalStrength }));
    remaining = remaining.map((value, t) => value - seasonal[t]!);
  }
  return found;
}

function differences(series: Float64Array): Float64Array {
  return series.subarray(1).map((value, t) => value - series[t]!);
}
