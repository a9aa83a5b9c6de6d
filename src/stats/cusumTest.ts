import { requireKnownKeys, requireNumber } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { type CusumReference, momentsOf } from './changeReference.js';

/** Options of {@link cusumTest}. */
export interface CusumTestOptions {
  /** What values are like while nothing has changed, such as the errors of a backtest. */
  readonly reference: CusumReference;
  /**
   * How much of each deviation is forgiven, in standard deviations of the reference: half the shift to be found soonest.
   * At least 0. Default 0.5, for a shift of one standard deviation.
   */
  readonly allowance?: number | undefined;
  /** The sum at which a change is declared, in standard deviations of the reference, above 0. Default 5. */
  readonly threshold?: number | undefined;
}

/** One side of {@link cusumTest}. All indices are positions in `x`. */
export interface CusumSide {
  /** The cumulative sum after each value, in standard deviations, at least 0. */
  readonly sums: Float64Array;
  /** The first position at which the sum is above the threshold; `null` where it never is. */
  readonly index: number | null;
  /** The position of the first value after the sum was last 0 before `index`: where the change likely began. */
  readonly start: number | null;
}

/** What {@link cusumTest} gives. The object is frozen. */
export interface CusumTestResult {
  /** Whether a change was found on either side. */
  readonly detected: boolean;
  /** The greatest sum of both sides, in standard deviations. */
  readonly statistic: number;
  /** The threshold, in standard deviations. */
  readonly threshold: number;
  /** The allowance, in standard deviations. */
  readonly allowance: number;
  /** Values that are higher than the reference. */
  readonly above: CusumSide;
  /** Values that are lower. */
  readonly below: CusumSide;
  /**
   * After how many independent normal values a change is declared, on average, where there is none, by Siegmund's
   * approximation for both sides together.
   */
  readonly falseAlarmEvery: number;
  /** The mean of the reference. */
  readonly mean: number;
  /** The standard deviation of the reference. */
  readonly standardDeviation: number;
  /** The number of observations. */
  readonly n: number;
}

/**
 * Page's cumulative sum (CUSUM) test of a changed mean: whether values have become higher or lower than a reference,
 * and since when. It finds small shifts that last, which no single value shows.
 *
 * With z the values less the mean of the reference, over its standard deviation (divisor n - 1 of a sample), the sum
 * above is S[t] = max(0, S[t-1] + z[t] - allowance), that below the same of -z; a change is declared where a sum first
 * exceeds the threshold. Defaults declare one of 465 or so independent normal values where nothing has changed, and find a
 * shift of one standard deviation within 10 on average; wilder values and those correlated with each other alarm more
 * often. Empty `x` is no change. Linear time.
 *
 * Source: Page, "Continuous inspection schemes", Biometrika 41 (1954), in the tabular form of Montgomery, Introduction to
 * Statistical Quality Control, section 9.1; run length: Siegmund, Sequential Analysis (1985), equation 2.58.
 *
 * @throws {@link InsufficientDataError} when the reference has fewer than 2 values.
 * @throws {@link DegenerateSeriesError} when all values of the reference are equal.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is missing, unknown or out of bounds.
 * @example
 * ```ts
 * import { cusumTest } from 'coincast';
 *
 * const errors = [0.2, -0.9, 0.4, 1.8, 1.1, 2.3, 1.4, 2.2, 0.9, 1.7];
 * const { detected, above } = cusumTest(errors, { reference: { mean: 0, standardDeviation: 1 } });
 * detected; // => true
 * above.index; // => 7
 * above.start; // => 3
 * ```
 */
export function cusumTest(x: SeriesInput, options: CusumTestOptions): CusumTestResult {
  requireKnownKeys('cusumTest options', options, ['reference', 'allowance', 'threshold']);
  const allowance = requireNumber('allowance', options.allowance ?? 0.5, { min: 0 });
  const threshold = requireNumber('threshold', options.threshold ?? 5, { above: 0 });
  const { mean, standardDeviation } = momentsOf('cusumTest', options.reference);
  const values = valuesOf('x', x);
  const above = oneSide(values, mean + allowance * standardDeviation, standardDeviation, threshold);
  const below = oneSide(
    values.map((value) => -value),
    allowance * standardDeviation - mean,
    standardDeviation,
    threshold,
  );
  const largest = (side: CusumSide) => side.sums.reduce((most, sum) => Math.max(most, sum), 0);
  return Object.freeze({
    detected: above.index !== null || below.index !== null,
    statistic: Math.max(largest(above), largest(below)),
    threshold,
    allowance,
    above,
    below,
    falseAlarmEvery: runLength(allowance, threshold) / 2,
    mean,
    standardDeviation,
    n: values.length,
  });
}

function oneSide(values: Float64Array, from: number, unit: number, threshold: number): CusumSide {
  const sums = new Float64Array(values.length);
  let sum = 0;
  let began = 0;
  let index: number | null = null;
  let start: number | null = null;
  for (let t = 0; t < values.length; t++) {
    if (sum === 0) began = t;
    sum = Math.max(0, sum + (values[t]! - from) / unit);
    sums[t] = sum;
    if (index === null && sum > threshold) {
      index = t;
      start = began;
    }
  }
  return Object.freeze({ sums, index, start });
}

/** Siegmund's average run length of one side with no shift, with 1.166 for the overshoot. */
function runLength(allowance: number, threshold: number): number {
  const b = threshold + 1.166;
  const twice = 2 * allowance * b;
  // The limit b² for no allowance, where the quotient loses its digits.
  if (twice < 1e-4) return b * b * (1 + twice / 3);
  return Math.min(Number.MAX_VALUE, (Math.expm1(twice) - twice) / (2 * allowance * allowance));
}
