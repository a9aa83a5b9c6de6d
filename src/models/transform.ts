import {
  InvalidArgumentError,
  NonFiniteValueError,
  requireKnownKeys,
  requireNumber,
} from '../errors/index.js';

/** How values are transformed before they are fitted. */
export type ValueTransform =
  | 'none'
  | 'log'
  | {
      /** The exponent of a Box-Cox transformation, from -2 to 2, or `auto`, which chooses it by the data. */
      readonly boxCox: number | 'auto';
    };

/** The Box-Cox transformation (x^lambda - 1) / lambda, the logarithm with lambda 0. */
export interface BoxCox {
  /** The exponent, from -2 to 2. */
  readonly lambda: number;
}

/**
 * The transformation an option asks for; `auto` where its lambda is to be chosen, `undefined` for none.
 *
 * @throws {@link InvalidArgumentError} when it is none of those, or lambda lies outside -2 to 2.
 * @internal
 */
export function resolveTransform(transform: ValueTransform = 'none'): BoxCox | 'auto' | undefined {
  if (transform === 'none') return undefined;
  if (transform === 'log') return Object.freeze({ lambda: 0 });
  if (typeof transform === 'object' && transform !== null) {
    requireKnownKeys('transform', transform, ['boxCox']);
    if (transform.boxCox === 'auto') return 'auto';
    const lambda = requireNumber('transform.boxCox', transform.boxCox, { min: -2, max: 2 });
    return lambda === 1 ? undefined : Object.freeze({ lambda });
  }
  const expected = '"none", "log" or { boxCox: lambda }';
  throw new InvalidArgumentError({ argument: 'transform', value: transform, expected });
}

/**
 * Transformed values, a new array; without a transformation they are only copied. `NaN` stays `NaN`.
 *
 * @throws {@link NonFiniteValueError} when a value to be transformed is not positive.
 * @internal
 */
export function transformed(
  values: Float64Array,
  transform: BoxCox | undefined,
  argument = 'series',
): Float64Array {
  if (transform === undefined) return values.slice();
  const { lambda } = transform;
  return values.map((value, index) => {
    if (value <= 0) {
      const expected = 'a positive number, since the model transforms the values';
      throw new NonFiniteValueError({ argument, index, value, expected });
    }
    // expm1 keeps the digits that the power loses near 1 and for small lambda.
    return lambda === 0 ? Math.log(value) : Math.expm1(lambda * Math.log(value)) / lambda;
  });
}

/**
 * The value whose transform is z: also the median of a value whose transform has median z. Beyond the end of the
 * transformation's range it is 0 (lambda above 0) or infinite (lambda below 0).
 *
 * @internal
 */
export function backTransformed(z: number, { lambda }: BoxCox): number {
  if (lambda === 0) return Math.exp(z);
  const base = lambda * z;
  if (base <= -1) return lambda > 0 ? 0 : Number.POSITIVE_INFINITY;
  return Math.exp(Math.log1p(base) / lambda);
}

/** {@link backTransformed} of an array, in place; without a transformation it is left as it is. @internal */
export function medianOf(z: Float64Array, transform: BoxCox | undefined): Float64Array {
  if (transform !== undefined) for (let t = 0; t < z.length; t++) z[t] = backTransformed(z[t]!, transform);
  return z;
}

/**
 * The expected value of x whose transform is normal with the given mean and standard deviation: exact for the
 * logarithm, otherwise by quadrature with a relative error below 1e-10. Infinite where the integral is.
 *
 * @internal
 */
export function expectedValue(mean: number, standardDeviation: number, transform: BoxCox): number {
  const { lambda } = transform;
  if (lambda === 0) return Math.exp(mean + (standardDeviation * standardDeviation) / 2);
  if (standardDeviation === 0) return backTransformed(mean, transform);
  // In standard deviations from the mean: where the range of the transformation ends, and where the integrand peaks.
  const end = (-1 / lambda - mean) / standardDeviation;
  const base = 1 + lambda * mean;
  const shift = base > 0 ? standardDeviation / base : 0;
  const density = (t: number) =>
    backTransformed(mean + standardDeviation * t, transform) * Math.exp(-(t * t) / 2);
  let sum: number;
  if (lambda < 0) {
    // The power has a pole at the end that only lambda below -1 can integrate; far out it is as good as not there.
    if (end < reach + shift) return Number.POSITIVE_INFINITY;
    sum = trapezoid(density, -reach, reach + Math.min(shift, end - reach));
  } else if (end < -reach) {
    sum = trapezoid(density, -reach, reach + shift);
  } else {
    sum = doubleExponential(density, end, Math.max(end, 0) + reach + Math.max(shift, 1 / lambda));
  }
  return sum / Math.sqrt(2 * Math.PI);
}

/** The normal density is negligible beyond this many standard deviations. */
const reach = 9;

/** For smooth functions that vanish at both ends its error is exponentially small. */
function trapezoid(f: (t: number) => number, from: number, to: number): number {
  const count = Math.ceil((to - from) * 4);
  const step = (to - from) / count;
  let sum = 0;
  for (let i = 0; i <= count; i++) sum += f(from + i * step);
  return sum * step;
}

/** The rule of Takahasi and Mori (1974), for functions of any kind at the lower end. */
function doubleExponential(f: (t: number) => number, from: number, to: number): number {
  const step = 1 / 32;
  const half = (to - from) / 2;
  let sum = 0;
  for (let i = -112; i <= 112; i++) {
    const u = i * step;
    const v = (Math.PI / 2) * Math.sinh(u);
    const weight = ((Math.PI / 2) * Math.cosh(u)) / Math.cosh(v) ** 2;
    // Distances from the ends, so that nothing is lost near them.
    const share = 1 / (1 + Math.exp(-2 * v));
    if (weight > 0) sum += weight * f(from + 2 * half * share);
  }
  return sum * step * half;
}
