import type { ArmaLikelihood } from '../../../src/models/arima/ArmaLikelihood.js';
import { createExactLikelihood } from '../../../src/models/arima/exactLikelihood.js';
import { createLagPolynomial, expand, type LagPolynomial } from '../../../src/models/arima/lagPolynomial.js';
import { partialsFromCoefficients } from '../../../src/models/arima/partialAutocorrelations.js';

/** Coefficients as they are written, absent where there are none. */
export interface SeasonalCoefficients {
  readonly ar?: ArrayLike<number>;
  readonly ma?: ArrayLike<number>;
  readonly sar?: ArrayLike<number>;
  readonly sma?: ArrayLike<number>;
  readonly period?: number;
}

/** What is observed: values (null or NaN where missing) and columns that explain them. */
export interface ArmaData {
  readonly values: readonly (number | null)[] | Float64Array;
  readonly regressors?: readonly ArrayLike<number>[];
}

/** The polynomials of coefficients, both expanded to the larger degree. */
export function polynomialsOf({ ar = [], ma = [], sar = [], sma = [], period = 1 }: SeasonalCoefficients) {
  const size = Math.max(ar.length + sar.length * period, ma.length + sma.length * period) + 1;
  const polynomial = (plain: ArrayLike<number>, seasonal: ArrayLike<number>, sign: 1 | -1): LagPolynomial => {
    const result = createLagPolynomial(plain.length, seasonal.length, period, size);
    for (let i = 0; i < plain.length; i++) result.plain[i + 1] = sign * plain[i]!;
    for (let j = 0; j < seasonal.length; j++) result.seasonal[j + 1] = sign * seasonal[j]!;
    expand(result);
    return result;
  };
  return { f: polynomial(ar, sar, -1), m: polynomial(ma, sma, 1) };
}

/** The log determinant of the covariance of as many values of the autoregression 1/f as its degree. */
export function logDeterminantOf(f: LagPolynomial): number {
  const partials = partialsFromCoefficients(f.expanded.slice(1, f.degree + 1).map((c) => -c));
  if (partials === undefined) throw new Error('The autoregression is not stationary.');
  return partials.reduce((sum, partial, k) => sum - (k + 1) * Math.log1p(-partial * partial), 0);
}

/** The exact likelihood of given coefficients, the regression and the variance concentrated out. */
export function likelihoodAt(
  coefficients: SeasonalCoefficients,
  { values, regressors = [] }: ArmaData,
): { logLikelihood: number; sigma2: number; missing: number[]; likelihood: ArmaLikelihood } {
  const missing = Array.from(values).flatMap((value, t) => (Number.isFinite(value ?? NaN) ? [] : [t]));
  const impulses = missing.map((gap) => Float64Array.from(values, (_, t) => Number(t === gap)));
  const series = Float64Array.from(values, (value) => (Number.isFinite(value ?? NaN) ? value! : 0));
  return evaluateAt(
    coefficients,
    series,
    [...impulses, ...regressors.map((x) => Float64Array.from(x))],
    missing,
  );
}

/** The same with the columns of missing values given, as differencing leaves them. */
export function evaluateAt(
  coefficients: SeasonalCoefficients,
  series: Float64Array,
  columns: readonly Float64Array[],
  missing: number[],
) {
  const { ar = [], ma = [], sar = [], sma = [], period = 1 } = coefficients;
  const { f, m } = polynomialsOf(coefficients);
  const likelihood = createExactLikelihood({
    series,
    regressors: columns,
    missing: missing.length,
    orders: { p: ar.length, q: ma.length, seasonalP: sar.length, seasonalQ: sma.length, period },
  });
  const value = likelihood.evaluate(f, m, logDeterminantOf(f));
  const { observed, sumOfSquares } = likelihood.point;
  return {
    logLikelihood: -value - (observed / 2) * (1 + Math.log(2 * Math.PI)),
    sigma2: sumOfSquares / observed,
    missing,
    likelihood,
  };
}
