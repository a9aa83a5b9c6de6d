import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { normalQuantile, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { requireVariation } from './degeneracy.js';
import type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
import { rejectionRule } from './rejectionRule.js';
import { type VarianceRatio, varianceRatios } from './varianceRatios.js';

/** Options of {@link varianceRatioTest}. */
export interface VarianceRatioTestOptions {
  /**
   * The numbers of steps whose variance is compared with that of one step, each from 2 to half the number of
   * steps, all different. Default `[2, 4, 8, 16]`.
   */
  readonly horizons?: number | readonly number[] | undefined;
  /**
   * Whether the standard errors allow for steps whose variance changes, as that of returns does. Default true.
   */
  readonly robust?: boolean | undefined;
  /** Whether to test the logarithms of `x`, which must then be positive. Default false: `x` as given. */
  readonly logarithms?: boolean | undefined;
}

/** What {@link varianceRatioTest} gives. */
export interface VarianceRatioTestResult extends HypothesisTestResult {
  /** One a horizon, in ascending order of the horizon. */
  readonly ratios: readonly VarianceRatio[];
  /** Whether the standard errors allow for steps whose variance changes. */
  readonly robust: boolean;
  /** Whether the logarithms were tested. */
  readonly logarithms: boolean;
  /** The number of observations. The number of steps is one less. */
  readonly n: number;
  /** Critical values at 1%, 5% and 10%: the null is rejected when the statistic is above in absolute value. */
  readonly criticalValues: readonly CriticalValue[];
}

/**
 * The variance ratio test of a random walk: whether the variance of `horizon` steps is `horizon` times that of
 * one, as it is when steps are uncorrelated. A ratio above 1 shows momentum, one below 1 reversal.
 *
 * `x` holds levels, not returns; log prices are usual, by `logarithms: true`. The steps' mean is removed and both
 * variances are the unbiased ones, that of the horizon from overlapping steps. A ratio's own `statistic` is
 * standard normal under the null, its `pValue` two-sided. The `statistic` of one horizon is the same; of several
 * it is the one largest in absolute value, judged by the studentized maximum modulus distribution, which bounds
 * the probability that any of them is so large: 1 - (1 - p)^m for m horizons. The normal distribution is that of
 * long series; with horizons near half the length the ratios are skewed and p-values rough. Cost: n times the
 * largest horizon.
 *
 * Source: Lo and MacKinlay, "Stock market prices do not follow random walks", Review of Financial Studies 1
 * (1988), z1 or with `robust` z2; Chow and Denning, "A simple multiple variance ratio test", Journal of
 * Econometrics 58 (1993). Neither R stats, tseries and urca nor statsmodels have it.
 *
 * @throws {@link InsufficientDataError} when a horizon is longer than half the steps, naming the least length.
 * @throws {@link DegenerateSeriesError} when the series is constant or a straight line but for isolated steps.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or a value of `x` has no
 * logarithm.
 * @example
 * ```ts
 * import { varianceRatioTest } from 'coincast';
 *
 * const reverting = Array.from({ length: 200 }, (_, hour) => Math.exp(Math.sin(hour * hour) / 100));
 * const result = varianceRatioTest(reverting, { horizons: [2, 4], logarithms: true });
 * result.ratios.map(({ ratio }) => ratio < 1); // => [true, true]
 * result.rejectAt(0.01); // => true
 * ```
 */
export function varianceRatioTest(
  x: SeriesInput,
  options: VarianceRatioTestOptions = {},
): VarianceRatioTestResult {
  requireKnownKeys('varianceRatioTest options', options, ['horizons', 'robust', 'logarithms']);
  const horizons = requireHorizons(options.horizons ?? [2, 4, 8, 16]);
  const robust = requireBoolean('robust', options.robust ?? true);
  const logarithms = requireBoolean('logarithms', options.logarithms ?? false);
  const longest = horizons.at(-1)!;
  const operation = `varianceRatioTest with a horizon of ${longest}`;
  const values = valuesOf('x', x, { minLength: 2 * longest + 1, operation });
  const levels = scaledToUnit(logarithms ? logarithmsOf(values) : values);
  requireVariation(operation, levels);
  const ratios = varianceRatios(operation, levels, horizons, robust);
  const { statistic, pValue: single } = largest(ratios);
  const pValue = -Math.expm1(horizons.length * Math.log1p(-single));
  const list = horizons.length === 1 ? `${longest} steps` : `${horizons.join(', ')} steps`;
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded: false,
    ratios,
    robust,
    logarithms,
    n: values.length,
    criticalValues: [0.01, 0.05, 0.1].map((alpha) => ({
      alpha,
      value: -normalQuantile(-Math.expm1(Math.log1p(-alpha) / horizons.length) / 2),
    })),
    nullHypothesis: 'The series is a random walk: its steps are uncorrelated.',
    alternativeHypothesis: `The variance of ${list} is not in proportion to their number: steps are correlated.`,
    rejectAt: rejectionRule(pValue),
  });
}

function requireHorizons(horizons: number | readonly number[]): readonly number[] {
  const list = Array.isArray(horizons) ? horizons : [horizons];
  for (const horizon of list) requireInteger('horizons', horizon, { min: 2 });
  const ascending = [...new Set<number>(list)].sort((a, b) => a - b);
  if (ascending.length > 0 && ascending.length === list.length) return ascending;
  throw new InvalidArgumentError({
    argument: 'horizons',
    value: horizons,
    expected: 'one or several different whole numbers of steps',
  });
}

function requireBoolean(argument: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError({ argument, value, expected: 'true or false' });
}

function logarithmsOf(values: Float64Array): Float64Array {
  return values.map((value, index) => {
    if (value > 0) return Math.log(value);
    throw new InvalidArgumentError({
      argument: `x[${index}]`,
      value,
      expected: 'a positive number, whose logarithm exists',
      hint: 'Leave logarithms false to test the values as they are.',
    });
  });
}

function largest(ratios: readonly VarianceRatio[]): VarianceRatio {
  return ratios.reduce((best, next) => (Math.abs(next.statistic) > Math.abs(best.statistic) ? next : best));
}
