import {
  allocateArrays,
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  dotProduct,
  multiplySquare,
  multiplySquareTransposed,
  multiplySquareVector,
} from '../../math/index.js';
import { impulseGram, impulseResponse, pullBackImpulseGram } from './impulseResponse.js';
import {
  applyPolynomial,
  divideByPolynomial,
  divideByPolynomialBackward,
  laggedProduct,
} from './lagFilters.js';
import {
  bezoutian,
  inverseAutocovariance,
  pullBackBezoutian,
  pullBackInverseAutocovariance,
} from './presample.js';

/** The data of an exact likelihood. */
export interface ExactLikelihoodInput {
  /** The series w, of length n. */
  readonly series: Float64Array;
  /** Columns of the regression w = X beta + ARMA, each of length n. */
  readonly regressors: readonly Float64Array[];
  /** The degree of f, at most n. */
  readonly p: number;
  /** The degree of m, at most n. */
  readonly q: number;
}

/** The exact Gaussian likelihood of an ARMA process, the variance and the regression concentrated out. */
export interface ExactLikelihood {
  /**
   * n/2 · log(S/n) + D/2 for f(B) w = m(B) a: the negative log-likelihood but for n/2 · (1 + log 2 pi).
   * `Infinity` where it cannot be evaluated. Polynomials have max(p, q) + 1 entries, the first being 1;
   * `logDeterminant` is that of the covariance of max(p, q) values of the pure autoregression 1/f.
   */
  evaluate(f: Float64Array, m: Float64Array, logDeterminant: number): number;
  /**
   * Overwrites `fBar` and `mBar` with the derivatives at the point last evaluated, `logDeterminant` held fixed.
   * Entries past the degrees are of no use.
   */
  gradient(fBar: Float64Array, mBar: Float64Array): void;
  /** At the point last evaluated. The arrays are rewritten by the next evaluation. */
  readonly point: LikelihoodPoint;
}

/** What an evaluation leaves behind. */
export interface LikelihoodPoint {
  /** S, the generalised sum of squares; the variance of the innovations is S / n. */
  sumOfSquares: number;
  /** The generalised least squares estimate of beta. */
  readonly beta: Float64Array;
  /** X' Sigma⁻¹ X in units of sigma², Cholesky factor in the lower triangle, row-major. */
  readonly information: Float64Array;
}

/**
 * The exact likelihood in closed form, without a Kalman filter.
 *
 * With zeros before the sample, a0 = m(B)⁻¹ f(B) w. The true innovations are a0 + Z H x, x being the state before
 * the sample with inverse covariance N and Z the first columns of 1/m(B). Minimised over x this gives S, and
 * D = log |N + H'Z'Z H| + log |N⁻¹|. Cost: (p + q) n multiply-adds, and max(p, q) cubed; the gradient by
 * adjoint filters about as much again.
 *
 * Source: Galbraith & Galbraith (1974); Ljung & Box (1979), Biometrika 66, 265-270.
 *
 * @internal
 */
export function createExactLikelihood({ series, regressors, p, q }: ExactLikelihoodInput): ExactLikelihood {
  const n = series.length;
  const g = Math.max(p, q);
  const k = regressors.length;
  const columns = [series, ...regressors];
  const square = g * g;
  const length = q === 0 ? 1 : n;
  const [H, N, G, GH, M, inverse, bar, state, stateMap, residuals, work, deviations, psi, r, ...rest] =
    allocateArrays([
      ...[square, square, square, square, square, square, square],
      ...[g, g, n, n, k === 0 ? 0 : n, length, length],
      ...columns.flatMap(() => [n, g]),
    ]) as Workspace;
  const filtered = columns.map((_, c) => rest[2 * c]!);
  const projected = columns.map((_, c) => rest[2 * c + 1]!);
  const point = { sumOfSquares: 0, beta: new Float64Array(k), information: new Float64Array(k * k) };
  let psiLength = 1;
  let f: Float64Array;
  let m: Float64Array;

  function evaluate(newF: Float64Array, newM: Float64Array, logDeterminant: number): number {
    f = newF;
    m = newM;
    if (!prepareState()) return Number.POSITIVE_INFINITY;
    for (let c = 0; c <= k; c++) filterColumn(c);
    if (k > 0 && !regress()) return Number.POSITIVE_INFINITY;
    smooth();
    if (!(point.sumOfSquares > 0)) return Number.POSITIVE_INFINITY;
    return (n * Math.log(point.sumOfSquares / n) + choleskyLogDeterminant(M, g) + logDeterminant) / 2;
  }

  function prepareState(): boolean {
    bezoutian(H, f, m, g);
    inverseAutocovariance(N, f, g);
    psiLength = impulseResponse(psi, m, q, n);
    impulseGram(G, r, psi, psiLength, m, q, g, n);
    multiplySquare(GH, G, H, g);
    multiplySquareTransposed(M, H, GH, g);
    for (let i = 0; i < g * g; i++) M[i] = M[i]! + N[i]!;
    return choleskyFactor(M, g);
  }

  function filterColumn(c: number): void {
    const a0 = filtered[c]!;
    applyPolynomial(a0, columns[c]!, f, p, n);
    divideByPolynomial(a0, a0, m, q, n);
    const reach = Math.min(n, psiLength + g);
    divideByPolynomialBackward(work, a0, m, q, reach);
    for (let j = 0; j < g; j++) {
      let sum = 0;
      for (let t = 0; t < g; t++) sum += H[t * g + j]! * work[t]!;
      projected[c]![j] = sum;
    }
  }

  function regress(): boolean {
    const { beta, information } = point;
    for (let i = 1; i <= k; i++) {
      state.set(projected[i]!);
      choleskySolve(M, g, state);
      for (let j = 0; j <= i; j++) {
        const value = laggedProduct(filtered[i]!, filtered[j]!, 0, n) - dotProduct(state, projected[j]!, g);
        if (j === 0) beta[i - 1] = value;
        else information[(i - 1) * k + j - 1] = value;
      }
    }
    if (!choleskyFactor(information, k)) return false;
    choleskySolve(information, k, beta);
    deviations.set(series);
    for (let i = 1; i <= k; i++) {
      addMultiple(filtered[0]!, -beta[i - 1]!, filtered[i]!, n);
      addMultiple(projected[0]!, -beta[i - 1]!, projected[i]!, g);
      addMultiple(deviations, -beta[i - 1]!, columns[i]!, n);
    }
    return true;
  }

  function smooth(): void {
    for (let i = 0; i < g; i++) state[i] = -projected[0]![i]!;
    choleskySolve(M, g, state);
    const reach = Math.min(n, psiLength + g);
    work.fill(0, 0, reach);
    multiplySquareVector(work, H, state, g);
    divideByPolynomial(work, work, m, q, reach);
    residuals.set(filtered[0]!);
    addMultiple(residuals, 1, work, reach);
    multiplySquareVector(stateMap, N, state, g);
    point.sumOfSquares = laggedProduct(residuals, residuals, 0, n) + dotProduct(state, stateMap, g);
  }

  function gradient(fBar: Float64Array, mBar: Float64Array): void {
    fBar.fill(0);
    mBar.fill(0);
    const weight = n / point.sumOfSquares;
    choleskyInverse(M, g, inverse);
    if (q > 0) throughGram(mBar);
    divideByPolynomialBackward(work, residuals, m, q, n);
    for (let i = 1; i <= p; i++) fBar[i] = weight * laggedProduct(work, k === 0 ? series : deviations, i, n);
    for (let j = 1; j <= q; j++) mBar[j] = mBar[j]! - weight * laggedProduct(work, residuals, j, n);
    multiplySquare(bar, GH, inverse, g);
    for (let t = 0; t < g; t++) addMultipleAt(bar, t * g, weight * work[t]!, state, g);
    pullBackBezoutian(bar, f, m, g, fBar, mBar);
    for (let i = 0; i < g * g; i++) bar[i] = inverse[i]! / 2;
    for (let i = 0; i < g; i++) addMultipleAt(bar, i * g, (weight / 2) * state[i]!, state, g);
    pullBackInverseAutocovariance(bar, f, g, fBar);
  }

  function throughGram(mBar: Float64Array): void {
    const product = N;
    multiplySquare(product, H, inverse, g);
    for (let i = 0; i < g; i++) {
      for (let j = 0; j < g; j++) {
        let sum = 0;
        for (let l = 0; l < g; l++) sum += product[i * g + l]! * H[j * g + l]!;
        bar[i * g + j] = sum / 2;
      }
    }
    pullBackImpulseGram(bar, r, psi, psiLength, m, q, g, n, mBar, work);
  }

  return { evaluate, gradient, point };
}

type Workspace = [F, F, F, F, F, F, F, F, F, F, F, F, F, F, ...F[]];
type F = Float64Array;

function addMultiple(out: Float64Array, factor: number, x: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) out[i] = out[i]! + factor * x[i]!;
}

function addMultipleAt(
  out: Float64Array,
  offset: number,
  factor: number,
  x: Float64Array,
  size: number,
): void {
  for (let i = 0; i < size; i++) out[offset + i] = out[offset + i]! + factor * x[i]!;
}
