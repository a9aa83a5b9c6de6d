import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
  requireSameLength,
} from '../../errors/index.js';
import { studentUpperTail } from '../../math/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import { type HypothesisTestResult, rejectionRule } from '../../stats/index.js';
import { differentialTest, type LongRunVariance, twoSidedPValue } from './differentialTest.js';

/** What a rejection of {@link dieboldMarianoTest} may speak for. */
export type DieboldMarianoAlternative = 'two-sided' | 'first-better' | 'second-better';

/** Options of {@link dieboldMarianoTest}. */
export interface DieboldMarianoTestOptions {
  /**
   * How many steps ahead the forecasts were made, at least 1 and less than their number: errors up to `horizon − 1`
   * steps apart may be dependent. Where origins are `k` steps apart, the steps ahead divided by `k`, rounded up.
   * Default 1.
   */
  readonly horizon?: number | undefined;
  /** The loss is |error| to this power, above 0 and at most 10: 1 for absolute, 2 for squared errors. Default 2. */
  readonly power?: number | undefined;
  /** What a rejection speaks for: a difference either way, or one forecast being better. Default `two-sided`. */
  readonly alternative?: DieboldMarianoAlternative | undefined;
  /**
   * How the variance of the mean difference is estimated: `truncated` sums autocovariances as they are, `bartlett`
   * gives the farther ones less weight. Default `truncated`.
   */
  readonly longRunVariance?: LongRunVariance | undefined;
}

/** What {@link dieboldMarianoTest} gives. */
export interface DieboldMarianoTestResult extends HypothesisTestResult {
  /** The mean of the first forecast's losses minus that of the second's: negative where the first is better. */
  readonly meanDifference: number;
  /** Its standard error, with the correction for small samples. */
  readonly standardError: number;
  /** Degrees of freedom of the Student-t distribution: n − 1. */
  readonly degreesOfFreedom: number;
  /** How many steps ahead the forecasts were made, as given. */
  readonly horizon: number;
  /** The power of the absolute errors that is their loss. */
  readonly power: number;
  readonly alternative: DieboldMarianoAlternative;
  /** The estimate used: `bartlett` also where the truncated sum was not positive. */
  readonly longRunVariance: LongRunVariance;
  /** The number of errors of each forecast. */
  readonly n: number;
}

/**
 * The Diebold-Mariano test of equal accuracy of two forecasts, with the correction of Harvey, Leybourne and Newbold
 * for small samples.
 *
 * The statistic is the mean difference of the losses |error|^power over its standard error, from the first
 * `horizon − 1` autocovariances (divisor n), times √((n + 1 − 2h + h(h − 1)/n) / n), against Student's t with n − 1
 * degrees of freedom. It takes the errors of both at the same times, bare numbers in order of time, equally many and
 * more than `horizon`. Where the sum of autocovariances is zero or negative, Bartlett's weights take its place, as
 * `longRunVariance` then says. Equal losses everywhere have statistic 0 and p-value 1; losses that differ by the same
 * number everywhere have no variance and are refused.
 *
 * Forecasts of models of which one contains the other, such as an ARIMA and the naive forecast, are compared
 * conservatively: where the larger model is of no use, its estimation costs it some accuracy.
 *
 * Source: Diebold and Mariano (1995), Comparing predictive accuracy, Journal of Business & Economic Statistics 13(3);
 * Harvey, Leybourne and Newbold (1997), Testing the equality of prediction mean squared errors, International Journal
 * of Forecasting 13(2). Matches R forecast 8.20 `dm.test(e1, e2, alternative, h, power, varestimator)`, whose
 * `greater` is `second-better`; of a negative variance R falls back to h = 1 with a warning.
 *
 * @throws {@link InsufficientDataError} when there are not more errors than `horizon`, or only one.
 * @throws {@link DegenerateSeriesError} when the losses differ by the same number everywhere.
 * @throws {@link InvalidArgumentError} when the lengths differ, an option is out of bounds or unknown, or losses overflow.
 * @throws {@link NonFiniteValueError} when an error is NaN or infinite.
 * @example
 * ```ts
 * import { dieboldMarianoTest } from 'coincast';
 *
 * const errors = [1.2, -0.4, 0.9, -1.5, 0.3, 0.8, -0.7, 1.1];
 * const smaller = errors.map((error, i) => error * (i % 3 === 0 ? 0.9 : 0.4));
 * const { statistic, pValue } = dieboldMarianoTest(errors, smaller);
 * statistic; // => 3.5
 * pValue; // => 0.01
 * ```
 */
export function dieboldMarianoTest(
  firstErrors: SeriesInput,
  secondErrors: SeriesInput,
  options: DieboldMarianoTestOptions = {},
): DieboldMarianoTestResult {
  requireKnownKeys('dieboldMarianoTest options', options, [
    'horizon',
    'power',
    'alternative',
    'longRunVariance',
  ]);
  const horizon = requireInteger('horizon', options.horizon ?? 1, { min: 1 });
  const power = requireNumber('power', options.power ?? 2, { above: 0, max: 10 });
  const alternative = requireOneOf('alternative', options.alternative ?? 'two-sided', [
    'two-sided',
    'first-better',
    'second-better',
  ]);
  const asked = requireOneOf('longRunVariance', options.longRunVariance ?? 'truncated', [
    'truncated',
    'bartlett',
  ]);
  const operation = `dieboldMarianoTest with horizon=${horizon}`;
  const first = valuesOf('firstErrors', firstErrors, { minLength: horizon + 1, operation });
  const second = valuesOf('secondErrors', secondErrors);
  requireSameLength('secondErrors', second, 'firstErrors', first);
  const differences = first.map((error, t) => Math.abs(error) ** power - Math.abs(second[t]!) ** power);
  const unit = requireRange(differences, power);
  const scaled = differences.map((difference) => difference / unit);
  const test = differentialTest(scaled, horizon, asked);
  const upper = studentUpperTail(test.statistic, test.degreesOfFreedom);
  const pValue =
    alternative === 'two-sided'
      ? twoSidedPValue(test)
      : alternative === 'second-better'
        ? upper
        : studentUpperTail(-test.statistic, test.degreesOfFreedom);
  return Object.freeze({
    statistic: test.statistic,
    pValue,
    pValueBounded: false,
    meanDifference: unit * test.mean,
    standardError: unit * test.standardError,
    degreesOfFreedom: test.degreesOfFreedom,
    horizon,
    power,
    alternative,
    longRunVariance: test.longRunVariance,
    n: first.length,
    nullHypothesis: 'Both forecasts are equally accurate.',
    alternativeHypothesis: {
      'two-sided': 'One forecast is more accurate than the other.',
      'first-better': 'The first forecast is more accurate than the second.',
      'second-better': 'The second forecast is more accurate than the first.',
    }[alternative],
    rejectAt: rejectionRule(pValue),
  });
}

/** The largest difference, by which all are divided so that their squares are normal numbers; 1 where all are 0. */
function requireRange(differences: Float64Array, power: number): number {
  const largest = differences.reduce((most, difference) => Math.max(most, Math.abs(difference)), 0);
  if (Number.isFinite(largest)) return largest === 0 ? 1 : largest;
  throw new InvalidArgumentError({
    argument: 'errors',
    value: largest,
    expected: `numbers whose power of ${power} fits a double`,
    hint: 'Rescale both.',
  });
}
