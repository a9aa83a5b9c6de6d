import {
  NonFiniteValueError,
  type NumberArray,
  requireFiniteArray,
  requireKnownKeys,
  requireNumber,
  requireSameLength,
} from '../errors/index.js';
import { boxCoxInverse } from '../math/index.js';

/** Options of {@link inverseBoxCox}. */
export interface InverseBoxCoxOptions {
  /** The exponent of the transform that is undone. */
  readonly lambda: number;
  /**
   * The variance of each value on the transformed scale, 0 or more: one for all, or one a value. With it the
   * result is the mean on the original scale, without it the median. Default: none.
   */
  readonly variance?: number | NumberArray | undefined;
}

/**
 * Undoes the Box-Cox transform: (lambda y + 1)^(1 / lambda), or exp(y) when lambda is 0.
 *
 * It turns quantiles into quantiles, so forecasts and the ends of intervals come back as they are; but the mean of
 * a distribution becomes its median. With `variance` each value is multiplied by 1 + variance (1 - lambda) / (2
 * (lambda y + 1)²), which gives the mean to second order. With lambda above 0, values below -1 / lambda become
 * negative numbers, as in {@link boxCox}, which have no mean by this rule. No values give none. Source: Hyndman and
 * Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section 5.6; matches R forecast 8.20
 * `InvBoxCox` with and without `biasadj`, which gives NA where this throws.
 *
 * @throws {@link NonFiniteValueError} when a number is NaN or infinite, a variance is negative, or a value is the
 * transform of no finite number, or with a variance of no positive one.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or variances differ in number.
 * @example
 * ```ts
 * import { inverseBoxCox } from 'coincast';
 *
 * inverseBoxCox([0, 2, 4], { lambda: 0.5 }); // => Float64Array.of(1, 4, 9)
 * inverseBoxCox([0], { lambda: 0, variance: 0.5 }); // => Float64Array.of(1.25)
 * ```
 */
export function inverseBoxCox(values: NumberArray, options: InverseBoxCoxOptions): Float64Array {
  requireKnownKeys('inverseBoxCox options', options, ['lambda', 'variance']);
  const lambda = requireNumber('lambda', options.lambda);
  requireFiniteArray('values', values);
  const variances = resolveVariances(options.variance, values);
  const originals = Float64Array.from(
    values,
    (y, i) => boxCoxInverse(y, lambda) * meanOverMedian(y, lambda, variances[i]!),
  );
  const index = originals.findIndex((original) => !Number.isFinite(original));
  if (index === -1) return originals;
  throw new NonFiniteValueError({
    argument: 'values',
    index,
    value: values[index],
    expected: `the Box-Cox transform, with lambda ${lambda}, of a finite ${variances[index] === 0 ? '' : 'positive '}number`,
  });
}

function meanOverMedian(y: number, lambda: number, variance: number): number {
  if (variance === 0) return 1;
  const power = lambda * y + 1;
  return power > 0 ? 1 + (variance * (1 - lambda)) / (2 * power ** 2) : Number.NaN;
}

function resolveVariances(variance: number | NumberArray | undefined, values: NumberArray): Float64Array {
  if (variance === undefined || typeof variance === 'number') {
    return new Float64Array(values.length).fill(requireNumber('variance', variance ?? 0, { min: 0 }));
  }
  requireFiniteArray('variance', variance);
  requireSameLength('variance', variance, 'values', values);
  const index = (variance as readonly number[]).findIndex((value) => value < 0);
  if (index === -1) return Float64Array.from(variance);
  throw new NonFiniteValueError({
    argument: 'variance',
    index,
    value: variance[index],
    expected: 'a number that is not negative',
  });
}
