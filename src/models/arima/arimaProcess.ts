import { multiplyPolynomials } from '../../math/index.js';
import { degreesOf, type OrderDegrees } from './arimaOrder.js';
import type { ArimaParameters } from './arimaState.js';
import type { Differencing } from './differencing.js';
import { createLagPolynomial, expand, type LagPolynomial } from './lagPolynomial.js';

/** A polynomial beginning with 1, but for that 1: its coefficients other than zero, with their lags in ascending order. */
export interface LagTerms {
  readonly lags: readonly number[];
  readonly coefficients: readonly number[];
}

/** What of a model's parameters makes the process. */
export type ProcessParameters = Pick<
  ArimaParameters,
  'order' | 'seasonal' | 'ar' | 'ma' | 'sar' | 'sma' | 'constant'
>;

/** The process that eta follows: f(B) ((1 - B)^d (1 - B^s)^D eta - mean) = m(B) a. @internal */
export class ArimaProcess implements OrderDegrees {
  readonly autoregressive: number;
  readonly differences: number;
  readonly movingAverage: number;
  readonly differencing: Differencing;
  /** The mean of the differenced series. */
  readonly mean: number;
  /** The terms of f. */
  readonly arTerms: LagTerms;
  /** The terms of m. */
  readonly maTerms: LagTerms;
  readonly #parameters: ProcessParameters;
  #polynomials: ArimaPolynomials | undefined;
  #levelTerms: LagTerms | undefined;

  constructor(parameters: ProcessParameters) {
    const { order, seasonal, ar, ma, sar = [], sma = [] } = parameters;
    const { autoregressive, differences, movingAverage } = degreesOf(parameters);
    const period = seasonal?.period ?? 1;
    this.autoregressive = autoregressive;
    this.differences = differences;
    this.movingAverage = movingAverage;
    this.differencing = { d: order[1], seasonalD: seasonal?.order[1] ?? 0, period };
    this.mean = differencedMean(parameters);
    this.arTerms = productTerms(ar, sar, period, -1);
    this.maTerms = productTerms(ma, sma, period, 1);
    this.#parameters = parameters;
  }

  /** Both polynomials in factors, for filters over whole series. */
  polynomials(): ArimaPolynomials {
    const { ar, ma, sar = [], sma = [] } = this.#parameters;
    const { period } = this.differencing;
    const size = Math.max(this.autoregressive, this.movingAverage) + 1;
    this.#polynomials ??= {
      f: polynomial(ar, sar, period, size, -1),
      m: polynomial(ma, sma, period, size, 1),
    };
    return this.#polynomials;
  }

  /** The terms of f(B) (1 - B)^d (1 - B^s)^D, of f only those up to a degree where one is given. */
  levelTerms(degree?: number): LagTerms {
    if (degree !== undefined) return wholeTerms(dense(this.arTerms, degree), this.differencing);
    this.#levelTerms ??= wholeTerms(dense(this.arTerms, this.autoregressive), this.differencing);
    return this.#levelTerms;
  }
}

/** The polynomials of an autoregressive and of a moving average part. */
export interface ArimaPolynomials {
  readonly f: LagPolynomial;
  readonly m: LagPolynomial;
}

/** The process of parameters. @internal */
export function arimaProcess(parameters: ProcessParameters): ArimaProcess {
  return new ArimaProcess(parameters);
}

/** The mean of the differenced series: the constant, or the period times the drift with a seasonal difference. @internal */
export function differencedMean({
  seasonal,
  constant = 0,
}: Pick<ProcessParameters, 'seasonal' | 'constant'>): number {
  return seasonal === undefined ? constant : constant * seasonal.period ** seasonal.order[1];
}

function polynomial(
  plain: readonly number[],
  seasonal: readonly number[],
  period: number,
  size: number,
  sign: number,
): LagPolynomial {
  const result = createLagPolynomial(plain.length, seasonal.length, period, size);
  for (let i = 0; i < plain.length; i++) result.plain[i + 1] = sign * plain[i]!;
  for (let i = 0; i < seasonal.length; i++) result.seasonal[i + 1] = sign * seasonal[i]!;
  expand(result);
  return result;
}

/** The terms of the product of a plain and a seasonal factor. */
function productTerms(
  plain: readonly number[],
  seasonal: readonly number[],
  period: number,
  sign: number,
): LagTerms {
  // A plain array, since most are short, and typed ones are slow to make.
  const product = new Array<number>(plain.length + seasonal.length * period + 1).fill(0);
  for (let j = 0; j <= seasonal.length; j++) {
    const factor = j === 0 ? 1 : sign * seasonal[j - 1]!;
    for (let i = 0; i <= plain.length; i++) {
      const lag = j * period + i;
      product[lag] = product[lag]! + factor * (i === 0 ? 1 : sign * plain[i - 1]!);
    }
  }
  return termsOf(product);
}

function wholeTerms(f: Float64Array, { d, seasonalD, period }: Differencing): LagTerms {
  let product = f;
  const difference = Float64Array.of(1, -1);
  const seasonalDifference = new Float64Array(period + 1);
  seasonalDifference[0] = 1;
  seasonalDifference[period] = -1;
  for (let order = 0; order < d; order++) product = multiplyPolynomials(product, difference);
  for (let order = 0; order < seasonalD; order++) product = multiplyPolynomials(product, seasonalDifference);
  return termsOf(product);
}

function termsOf(polynomial: ArrayLike<number>): LagTerms {
  const lags: number[] = [];
  const coefficients: number[] = [];
  for (let lag = 1; lag < polynomial.length; lag++) {
    if (polynomial[lag] === 0) continue;
    lags.push(lag);
    coefficients.push(polynomial[lag]!);
  }
  return { lags, coefficients };
}

/** The polynomial of terms, up to a degree. */
function dense({ lags, coefficients }: LagTerms, degree: number): Float64Array {
  const polynomial = new Float64Array(degree + 1);
  polynomial[0] = 1;
  for (let i = 0; i < lags.length && lags[i]! <= degree; i++) polynomial[lags[i]!] = coefficients[i]!;
  return polynomial;
}

/** The sum of coefficient times x[at - lag]. @internal */
export function laggedSum({ lags, coefficients }: LagTerms, x: Float64Array, at: number): number {
  let sum = 0;
  for (let i = 0; i < lags.length; i++) sum += coefficients[i]! * x[at - lags[i]!]!;
  return sum;
}
