import {
  InvalidArgumentError,
  NonFiniteValueError,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { boxCoxTransform } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { type BoxCoxLambdaOptions, type BoxCoxMethod, boxCoxLambda } from './boxCoxLambda.js';

/** Options of {@link boxCox}; those besides `lambda` serve its choice and are refused with a number. */
export interface BoxCoxOptions extends Omit<BoxCoxLambdaOptions, 'method'> {
  /** The exponent: 1 shifts only, ½ is the square root, 0 the logarithm; or how to choose it. Default `guerrero`. */
  readonly lambda?: number | BoxCoxMethod | undefined;
}

/** What {@link boxCox} gives. Frozen. */
export interface BoxCoxResult {
  /** The transformed values, as many as the series has. */
  readonly values: Float64Array;
  /** The exponent, to be given to `inverseBoxCox`. */
  readonly lambda: number;
}

/**
 * The Box-Cox transform of a series, (x^lambda - 1) / lambda, or log(x) when lambda is 0: it makes swings that grow
 * with the level even.
 *
 * It is exact to some roundings for every lambda, so that it runs continuously through the logarithm. With lambda
 * above 0 it takes any sign, as (sign(x) |x|^lambda - 1) / lambda; otherwise, and where lambda is to be chosen
 * (see {@link boxCoxLambda}), values must be positive. A constant or empty series is transformed like any other
 * when lambda is a number. Source: Box and Cox, JRSS B 26 (1964); Bickel and Doksum, JASA 76 (1981); matches R
 * forecast 8.20 `BoxCox`.
 *
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite, has no transform, or one that overflows.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @throws {@link InsufficientDataError} and {@link DegenerateSeriesError} as {@link boxCoxLambda} does.
 * @example
 * ```ts
 * import { boxCox, inverseBoxCox } from 'coincast';
 *
 * const { values, lambda } = boxCox([1, 4, 9], { lambda: 0.5 });
 * values; // => Float64Array.of(0, 2, 4)
 * inverseBoxCox(values, { lambda }); // => Float64Array.of(1, 4, 9)
 * ```
 */
export function boxCox(x: SeriesInput, options: BoxCoxOptions = {}): BoxCoxResult {
  requireKnownKeys('boxCox options', options, ['lambda', 'period', 'lower', 'upper']);
  const lambda = resolveLambda(x, options);
  const values = valuesOf('x', x).map((value) => boxCoxTransform(value, lambda));
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index === -1) return Object.freeze({ values, lambda });
  const expected = `${lambda > 0 ? 'a number' : 'a positive number'} whose Box-Cox transform with lambda ${lambda} is finite`;
  throw new NonFiniteValueError({ argument: 'x', index, value: valuesOf('x', x)[index], expected });
}

function resolveLambda(x: SeriesInput, { lambda = 'guerrero', ...choice }: BoxCoxOptions): number {
  if (typeof lambda === 'string') {
    return boxCoxLambda(x, { ...choice, method: requireOneOf('lambda', lambda, ['guerrero', 'likelihood']) });
  }
  for (const [argument, value] of Object.entries(choice)) {
    if (value === undefined) continue;
    throw new InvalidArgumentError({ argument, value, expected: 'absent when lambda is a number' });
  }
  return requireNumber('lambda', lambda);
}
