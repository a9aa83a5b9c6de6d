import { choleskyFactor, choleskySolve, dotProduct, multiplySquareVector } from '../../math/index.js';
import type { ArmaLikelihood, ArmaLikelihoodInput } from './ArmaLikelihood.js';
import { laggedProduct } from './lagFilters.js';
import type { LagPolynomial } from './lagPolynomial.js';

/** An {@link ArmaLikelihood} that knows how inexact its arithmetic makes it. */
export interface AutoregressiveLikelihood extends ArmaLikelihood {
  /** About how much of S, relatively, rounding may have made at the point last evaluated. */
  roundingError(): number;
}

/**
 * The exact likelihood of a pure autoregression from sums of products, so that an evaluation costs p² whatever
 * the length of the series: S is the quadratic form of f with the matrix D[i, j] = sum over t of
 * w[i + t] w[j + t], t = 0 ... n - 1 - i - j. Building the matrices costs n · p once for every pair of columns.
 * The series must have at least 2p + 1
 * entries, none of them missing, and the process no season.
 *
 * Differences of large numbers make it inexact when S is many orders smaller than the sum of squares of the
 * series: ask for the rounding error at the end, and use `createExactLikelihood` where it matters.
 *
 * Source: Box, Jenkins, Reinsel & Ljung, Time Series Analysis, 5th ed., appendix A7.4.
 *
 * @internal
 */
export function createAutoregressiveLikelihood({
  series,
  regressors,
  orders: { p },
}: ArmaLikelihoodInput): AutoregressiveLikelihood {
  const n = series.length;
  const k = regressors.length;
  const size = p + 1;
  const columns = [series, ...regressors];
  const products = columns.map((a, i) => columns.slice(0, i + 1).map((b) => productMatrix(a, b, p)));
  const combined = k === 0 ? products[0]![0]! : new Float64Array(size * size);
  const image = new Float64Array(size);
  const point = {
    observed: n,
    sumOfSquares: 0,
    beta: new Float64Array(k),
    information: new Float64Array(k * k),
  };

  let f: Float64Array;

  function evaluate(newF: LagPolynomial, _m: LagPolynomial, logDeterminant: number): number {
    f = newF.plain;
    if (k > 0 && !regress()) return Number.POSITIVE_INFINITY;
    multiplySquareVector(image, combined, f, size);
    point.sumOfSquares = dotProduct(image, f, size);
    if (!(point.sumOfSquares > 0)) return Number.POSITIVE_INFINITY;
    return (n * Math.log(point.sumOfSquares / n) + logDeterminant) / 2;
  }

  function regress(): boolean {
    const { beta, information } = point;
    for (let i = 1; i <= k; i++) {
      for (let j = 0; j <= i; j++) {
        multiplySquareVector(image, products[i]![j]!, f, size);
        const value = dotProduct(image, f, size);
        if (j === 0) beta[i - 1] = value;
        else information[(i - 1) * k + j - 1] = value;
      }
    }
    if (!choleskyFactor(information, k)) return false;
    choleskySolve(information, k, beta);
    combineProducts(combined, products, [1, ...Array.from(beta, (slope) => -slope)]);
    return true;
  }

  function gradient(fBar: Float64Array): void {
    const weight = n / point.sumOfSquares;
    for (let i = 0; i < size; i++) fBar[i] = weight * image[i]!;
  }

  function roundingError(): number {
    let terms = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) terms += Math.abs(f[i]! * f[j]! * combined[i * size + j]!);
    }
    return (4 * Number.EPSILON * terms) / point.sumOfSquares;
  }

  /** Those of the first p observations, of which little is known, are left at zero. */
  function residuals(): Float64Array {
    const out = new Float64Array(n);
    for (let t = p; t < n; t++) {
      let value = 0;
      for (let i = 0; i <= p; i++) {
        let deviation = series[t - i]!;
        for (let c = 0; c < k; c++) deviation -= point.beta[c]! * regressors[c]![t - i]!;
        value += f[i]! * deviation;
      }
      out[t] = value;
    }
    return out;
  }

  /** But for the determinant, and for S itself, that of n / 2 · log S. */
  function hessian(): Float64Array {
    const weight = n / point.sumOfSquares;
    const block = new Float64Array(p * p);
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) block[i * p + j] = weight * combined[(i + 1) * size + j + 1]!;
    }
    return block;
  }

  return { length: n, evaluate, gradient, residuals, hessian, determinantWeight: 0.5, point, roundingError };
}

/** The symmetric matrix whose quadratic form is the generalised inner product of two columns. */
function productMatrix(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const n = a.length;
  const size = p + 1;
  const matrix = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const forward = laggedProduct(b, a, j, n);
    matrix[j] = a === b ? forward : (forward + laggedProduct(a, b, j, n)) / 2;
  }
  for (let i = 1; i < size; i++) {
    for (let j = i; j < size; j++) {
      const first = a[i - 1]! * b[j - 1]! + b[i - 1]! * a[j - 1]!;
      const last = a[n - i]! * b[n - j]! + b[n - i]! * a[n - j]!;
      matrix[i * size + j] = matrix[(i - 1) * size + j - 1]! - (first + last) / 2;
    }
  }
  for (let i = 1; i < size; i++) for (let j = 0; j < i; j++) matrix[i * size + j] = matrix[j * size + i]!;
  return matrix;
}

/** The matrix of a combination of columns, from the matrices of their pairs. */
function combineProducts(
  out: Float64Array,
  products: readonly (readonly Float64Array[])[],
  weights: readonly number[],
): void {
  out.fill(0);
  products.forEach((row, i) => {
    row.forEach((matrix, j) => {
      const weight = weights[i]! * weights[j]! * (i === j ? 1 : 2);
      for (let at = 0; at < out.length; at++) out[at] = out[at]! + weight * matrix[at]!;
    });
  });
}
