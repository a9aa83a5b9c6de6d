import { requireKnownKeys } from '../errors/index.js';
import { chiSquareUpperTail, deviationsFromMean, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { requireVariation } from './degeneracy.js';
import type { HypothesisTestResult } from './HypothesisTestResult.js';
import { rejectionRule } from './rejectionRule.js';

/** What {@link jarqueBeraTest} gives. */
export interface JarqueBeraTestResult extends HypothesisTestResult {
  /** The third standardized moment: 0 for a normal distribution, negative where the long tail is below. */
  readonly skewness: number;
  /** The fourth standardized moment, not the excess over the normal distribution's 3. */
  readonly kurtosis: number;
  /** The number of observations. */
  readonly n: number;
}

/**
 * The Jarque-Bera test of normality, by skewness and kurtosis.
 *
 * The statistic is n (skewness² + (kurtosis - 3)² / 4) / 6 with moments of divisor n about the mean; its
 * p-value is the upper tail of chi-square with 2 degrees of freedom, which below some 500 observations
 * rejects less often than it says. Residuals of autocorrelated or heteroskedastic series are judged too
 * harshly. Needs at least 4 observations: fewer have one possible kurtosis. Linear time. Source: Jarque and
 * Bera, International Statistical Review 55 (1987); matches R tseries 0.10-53 `jarque.bera.test` and
 * statsmodels 0.13.5 `jarque_bera`.
 *
 * @throws {@link InsufficientDataError} when the series has fewer than 4 observations.
 * @throws {@link DegenerateSeriesError} when the series is constant.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is given: there is none.
 * @example
 * ```ts
 * import { jarqueBeraTest } from 'coincast';
 *
 * const { kurtosis, pValue } = jarqueBeraTest([2, 1, 3, 2, 4, 2, 3, 1, 2, 30]);
 * kurtosis; // => 7.94
 * pValue; // => 0.00002
 * ```
 */
export function jarqueBeraTest(
  x: SeriesInput,
  options: Readonly<Record<string, never>> = {},
): JarqueBeraTestResult {
  requireKnownKeys('jarqueBeraTest options', options, []);
  const values = valuesOf('x', x, { minLength: 4, operation: 'jarqueBeraTest' });
  const n = values.length;
  const scaled = scaledToUnit(values);
  requireVariation('jarqueBeraTest', scaled);
  const { skewness, kurtosis } = standardizedMoments(scaledToUnit(deviationsFromMean(scaled)));
  const statistic = (n * (skewness ** 2 + (kurtosis - 3) ** 2 / 4)) / 6;
  const pValue = chiSquareUpperTail(statistic, 2);
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded: false,
    skewness,
    kurtosis,
    n,
    nullHypothesis: 'The values are drawn from a normal distribution.',
    alternativeHypothesis: 'The distribution is skewed, or its tails are not those of a normal one.',
    rejectAt: rejectionRule(pValue),
  });
}

function standardizedMoments(deviations: Float64Array): { skewness: number; kurtosis: number } {
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let t = 0; t < deviations.length; t++) {
    const square = deviations[t]! * deviations[t]!;
    squares += square;
    cubes += square * deviations[t]!;
    fourths += square * square;
  }
  const variance = squares / deviations.length;
  return {
    skewness: cubes / deviations.length / variance ** 1.5,
    kurtosis: fourths / deviations.length / variance ** 2,
  };
}
