import {
  applyPolynomial,
  applySeasonal,
  divideByPolynomial,
  divideByPolynomialBackward,
  divideBySeasonal,
  divideBySeasonalBackward,
} from './lagFilters.js';

/**
 * A polynomial in the backward shift B with a plain and a seasonal factor, c(B) C(B^s), both beginning with 1.
 * Filters take the factors one after the other, which costs as many multiplications as there are coefficients.
 */
export interface LagPolynomial {
  /** The coefficients of c; rewritten in place, then `expand`. */
  readonly plain: Float64Array;
  /** The coefficients of C, of B^0, B^s, B^2s ... */
  readonly seasonal: Float64Array;
  readonly period: number;
  /** The coefficients of the product, padded with zeros. */
  readonly expanded: Float64Array;
  /** The positive lags at which the product may have a coefficient other than zero, in ascending order. */
  readonly lags: readonly number[];
  /** The degree of the product. */
  readonly degree: number;
}

/** The polynomial 1 with room for the given degrees, `expanded` having `size` entries at least. @internal */
export function createLagPolynomial(
  degree: number,
  seasonalDegree: number,
  period: number,
  size: number,
): LagPolynomial {
  const plain = new Float64Array(degree + 1);
  const seasonal = new Float64Array(seasonalDegree + 1);
  plain[0] = 1;
  seasonal[0] = 1;
  const whole = degree + seasonalDegree * period;
  const expanded = new Float64Array(Math.max(size, whole + 1));
  expanded[0] = 1;
  const lags = new Set<number>();
  for (let j = 0; j <= seasonalDegree; j++) for (let i = 0; i <= degree; i++) lags.add(j * period + i);
  lags.delete(0);
  return {
    plain,
    seasonal,
    period,
    expanded,
    lags: [...lags].sort((a, b) => a - b),
    degree: whole,
  };
}

/** Multiplies the factors out into `expanded`. @internal */
export function expand({ plain, seasonal, period, expanded }: LagPolynomial): void {
  if (seasonal.length === 1) {
    expanded.set(plain);
    return;
  }
  expanded.fill(0);
  for (let j = 0; j < seasonal.length; j++) {
    for (let i = 0; i < plain.length; i++) {
      const lag = j * period + i;
      expanded[lag] = expanded[lag]! + seasonal[j]! * plain[i]!;
    }
  }
}

/** The derivatives with respect to the factors, from those with respect to the product, `bar`. @internal */
export function pullBackFactors(
  { plain, seasonal, period }: LagPolynomial,
  bar: Float64Array,
  plainBar: Float64Array,
  seasonalBar: Float64Array,
): void {
  for (let i = 0; i < plain.length; i++) {
    let sum = bar[i]!;
    for (let j = 1; j < seasonal.length; j++) sum += seasonal[j]! * bar[j * period + i]!;
    plainBar[i] = sum;
  }
  for (let j = 0; j < seasonal.length; j++) {
    let sum = 0;
    for (let i = 0; i < plain.length; i++) sum += plain[i]! * bar[j * period + i]!;
    seasonalBar[j] = sum;
  }
}

/** out = c(B) C(B^s) x over the first n entries; `out` and `x` are different arrays. @internal */
export function applyLags(out: Float64Array, x: Float64Array, polynomial: LagPolynomial, n: number): void {
  const { plain, seasonal, period } = polynomial;
  applyPolynomial(out, x, plain, plain.length - 1, n);
  if (seasonal.length > 1) applySeasonal(out, seasonal, period, n);
}

/** c(B) C(B^s) out = x; `out` may be `x`. @internal */
export function divideByLags(out: Float64Array, x: Float64Array, polynomial: LagPolynomial, n: number): void {
  const { plain, seasonal, period } = polynomial;
  divideByPolynomial(out, x, plain, plain.length - 1, n);
  if (seasonal.length > 1) divideBySeasonal(out, seasonal, period, n);
}

/** The same from the end; `out` may be `x`. @internal */
export function divideByLagsBackward(
  out: Float64Array,
  x: Float64Array,
  polynomial: LagPolynomial,
  n: number,
): void {
  const { plain, seasonal, period } = polynomial;
  divideByPolynomialBackward(out, x, plain, plain.length - 1, n);
  if (seasonal.length > 1) divideBySeasonalBackward(out, seasonal, period, n);
}
