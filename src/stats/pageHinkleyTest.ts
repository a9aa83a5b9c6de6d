import { requireInteger, requireKnownKeys, requireNumber, requireOneOf } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { momentsOf } from './changeReference.js';

/** Which way a mean has moved. */
export type ChangeDirection = 'increase' | 'decrease';

/** Options of {@link pageHinkleyTest}. */
export interface PageHinkleyTestOptions {
  /**
   * Values from before, such as the errors of a backtest: the running mean begins with them, and they give the unit, their
   * standard deviation. At least 2. Default: the first `warmup` values of `x`.
   */
  readonly reference?: SeriesInput | undefined;
  /** How many values at the beginning of `x` serve as the reference where none is given, at least 2. Default 30. */
  readonly warmup?: number | undefined;
  /** Which way to look. Default `increase`: errors that grow. */
  readonly direction?: ChangeDirection | undefined;
  /** How much of each deviation is forgiven, in standard deviations, at least 0. Default 0.25. */
  readonly delta?: number | undefined;
  /** The rise of the cumulative sum at which a change is declared, in standard deviations, above 0. Default 10. */
  readonly threshold?: number | undefined;
}

/** What {@link pageHinkleyTest} gives. The object is frozen. */
export interface PageHinkleyTestResult {
  /** Whether a change was found. */
  readonly detected: boolean;
  /** The first position in `x` at which the rise is above the threshold; `null` where it never is. */
  readonly index: number | null;
  /** The position after the cumulative sum's least value before `index`: where the change likely began. */
  readonly start: number | null;
  /** The greatest rise of the cumulative sum over its least value so far, in standard deviations. */
  readonly statistic: number;
  /** That rise after each value of `x`; 0 where a value only served as the reference. */
  readonly rises: Float64Array;
  readonly direction: ChangeDirection;
  /** How much of each deviation was forgiven, in standard deviations. */
  readonly delta: number;
  /** The threshold, in standard deviations. */
  readonly threshold: number;
  /** The number of observations in `x`. */
  readonly n: number;
}

/**
 * The Page-Hinkley test of a changed mean: whether values have become higher (or lower) than their own mean so far. Unlike
 * {@link cusumTest} it needs no reference that holds for good: the mean it compares with learns on.
 *
 * With z the values less the running mean, the present one included, over the standard deviation of the reference (divisor
 * n - 1), the cumulative sum is m[t] = m[t-1] + z[t] - delta; a change is declared where m[t] exceeds its least value so
 * far by more than the threshold. For `decrease` the same is done with -x. Values that served as the reference are not
 * tested. The defaults declare a change about once in 2,400 independent
 * normal values where there is none, and find a rise of one standard deviation after 11 on average (simulated). Empty `x`
 * with a reference is no change. Linear time.
 *
 * Source: Hinkley, "Inference about the change-point from cumulative sum tests", Biometrika 58 (1971), with the running
 * mean of Gama, Sebastião and Rodrigues, "On evaluating stream learning algorithms", Machine Learning 90 (2013), section 4.
 *
 * @throws {@link InsufficientDataError} when there is no reference and `x` has fewer than `warmup` values.
 * @throws {@link DegenerateSeriesError} when all values of the reference are equal.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
 * @example
 * ```ts
 * import { pageHinkleyTest } from 'coincast';
 *
 * const calm = Array.from({ length: 60 }, (_, t) => 1 + 0.1 * (t % 3));
 * const worse = Array.from({ length: 20 }, (_, t) => 1.3 + 0.1 * (t % 3));
 * const { detected, index, start } = pageHinkleyTest([...calm, ...worse]);
 * detected; // => true
 * start; // => 59
 * index; // => 62
 * ```
 */
export function pageHinkleyTest(x: SeriesInput, options: PageHinkleyTestOptions = {}): PageHinkleyTestResult {
  const known = ['reference', 'warmup', 'direction', 'delta', 'threshold'];
  requireKnownKeys('pageHinkleyTest options', options, known);
  const warmup = requireInteger('warmup', options.warmup ?? 30, { min: 2 });
  const direction = requireOneOf('direction', options.direction ?? 'increase', ['increase', 'decrease']);
  const delta = requireNumber('delta', options.delta ?? 0.25, { min: 0 });
  const threshold = requireNumber('threshold', options.threshold ?? 10, { above: 0 });
  const { reference } = options;
  const minLength = reference === undefined ? warmup : 0;
  const values = valuesOf('x', x, { minLength, operation: 'pageHinkleyTest' });
  const before = reference === undefined ? values.subarray(0, warmup) : valuesOf('reference', reference);
  const { mean, standardDeviation } = momentsOf('pageHinkleyTest', before);
  const sign = direction === 'increase' ? 1 : -1;
  const rises = new Float64Array(values.length);
  let running = mean;
  let seen = before.length;
  let sum = 0;
  let least = 0;
  let leastAt = minLength;
  let statistic = 0;
  let index: number | null = null;
  let start: number | null = null;
  for (let t = minLength; t < values.length; t++) {
    seen += 1;
    running += (values[t]! - running) / seen;
    sum += (sign * (values[t]! - running)) / standardDeviation - delta;
    if (sum <= least) {
      least = sum;
      leastAt = t + 1;
    }
    rises[t] = sum - least;
    statistic = Math.max(statistic, rises[t]!);
    if (index === null && rises[t]! > threshold) {
      index = t;
      start = leastAt;
    }
  }
  return Object.freeze({
    detected: index !== null,
    index,
    start,
    statistic,
    rises,
    direction,
    delta,
    threshold,
    n: values.length,
  });
}
