import { NonFiniteValueError, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/** Options of {@link qlike}. */
export interface QlikeOptions {
  /**
   * Which of the two common forms: `ratio`, v / h − ln(v / h) − 1, which is 0 for a perfect forecast and does not
   * depend on the unit; or `likelihood`, ln h + v / h, which also takes realised variances of 0. They differ by a
   * number that depends on the realised variance only, and rank forecasts alike. Default `ratio`.
   */
  readonly form?: 'ratio' | 'likelihood' | undefined;
}

/**
 * Quasi-likelihood loss (QLIKE) of variance forecasts: the mean of v / h − ln(v / h) − 1, where v is the realised
 * variance and h its forecast. It punishes forecasts that are too low more than those too high.
 *
 * Both take variances, not standard deviations: bare numbers, equally many and at least one. A noisy realised variance,
 * such as a squared return, still ranks forecasts rightly on average. Forecasts must be above 0; a realised variance of
 * 0, as of a price that stood still, has no logarithm and is refused by the default form.
 *
 * Source: Patton (2011), Volatility forecast comparison using imperfect volatility proxies, Journal of Econometrics
 * 160(1); the member b = −2 of its family of robust loss functions.
 *
 * @throws {@link NonFiniteValueError} when a forecast is not above 0, a realised variance is below 0, or 0 with form
 * `ratio`, or a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the lengths differ, an option is unknown, or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @example
 * ```ts
 * import { qlike } from 'coincast';
 *
 * qlike([1, 4], [1, 2]); // => 0.15343
 * qlike([0, 4], [1, 2], { form: 'likelihood' }); // => 1.34657
 * ```
 */
export function qlike(actual: SeriesInput, forecast: SeriesInput, options: QlikeOptions = {}): number {
  requireKnownKeys('qlike options', options, ['form']);
  const form = requireOneOf('form', options.form ?? 'ratio', ['ratio', 'likelihood']);
  return meanLoss('qlike', actual, forecast, (realised, variance, index) => {
    if (variance <= 0) throw outOfRange('forecast', index, variance, 'a variance above 0');
    if (form === 'likelihood') {
      if (realised < 0) throw outOfRange('actual', index, realised, 'a variance, at least 0');
      return Math.log(variance) + realised / variance;
    }
    if (realised <= 0) {
      throw outOfRange(
        'actual',
        index,
        realised,
        'a variance above 0 for this form (form "likelihood" takes 0)',
      );
    }
    // Two logarithms, as the ratio itself may leave the range of a double where its logarithm does not.
    return realised / variance - (Math.log(realised) - Math.log(variance)) - 1;
  });
}

function outOfRange(argument: string, index: number, value: number, expected: string): NonFiniteValueError {
  return new NonFiniteValueError({ argument, index, value, expected });
}
