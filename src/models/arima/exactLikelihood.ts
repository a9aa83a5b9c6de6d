import {
  allocateArrays,
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  compress,
  createSparseSquare,
  dotProduct,
  mirrorLower,
  multiplySquareVector,
  sparseTimes,
  sparseTimesLower,
  sparseTimesVector,
  transpose,
} from '../../math/index.js';
import type { ArmaLikelihood, ArmaLikelihoodInput } from './ArmaLikelihood.js';
import { impulseGram, impulseResponse, pullBackImpulseGram } from './impulseResponse.js';
import { addLaggedProducts, laggedProduct } from './lagFilters.js';
import { applyLags, divideByLags, divideByLagsBackward, type LagPolynomial } from './lagPolynomial.js';
import {
  bezoutian,
  inverseAutocovariance,
  multiplyOnDiagonals,
  type NeededDiagonal,
  neededDiagonals,
  pullBackBezoutian,
  pullBackInverseAutocovariance,
  stateInformation,
} from './presample.js';

/**
 * The exact likelihood in closed form, without a Kalman filter.
 *
 * With zeros before the sample, a0 = m(B)⁻¹ f(B) w. The true innovations are a0 + Z H x, x being the state before
 * the sample with inverse covariance N and Z the first columns of 1/m(B). Minimised over x this gives S, and
 * D = log |N + H Z'Z H| + log |N⁻¹|. Missing values are regression coefficients with a flat prior: integrating
 * them out adds the log determinant of their information. Cost: a multiply-add for each coefficient and
 * observation, and the cube of the degree; the gradient by adjoint filters about as much again.
 *
 * Source: Galbraith & Galbraith (1974); Ljung & Box (1979), Biometrika 66, 265-270; Gómez, Maravall & Peña
 * (1999), Journal of Econometrics 88, 341-363, for missing values.
 *
 * @internal
 */
export function createExactLikelihood({
  series,
  regressors,
  missing = 0,
  orders,
}: ArmaLikelihoodInput): ArmaLikelihood {
  const p = orders.p + orders.seasonalP * orders.period;
  const q = orders.q + orders.seasonalQ * orders.period;
  const n = series.length;
  const observed = n - missing;
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
  // The Bezoutian of a seasonal model is nearly empty, and all products with it are nearly free.
  const sparseH = createSparseSquare(g);
  const point = {
    observed,
    sumOfSquares: 0,
    beta: new Float64Array(k),
    information: new Float64Array(k * k),
  };
  let psiLength = 1;
  let diagonals: readonly NeededDiagonal[] | undefined;
  let f: LagPolynomial;
  let m: LagPolynomial;

  function evaluate(newF: LagPolynomial, newM: LagPolynomial, logDeterminant: number): number {
    f = newF;
    m = newM;
    if (!(logDeterminant < Number.POSITIVE_INFINITY) || !prepareState()) return Number.POSITIVE_INFINITY;
    for (let c = 0; c <= k; c++) filterColumn(c);
    if (k > 0 && !regress()) return Number.POSITIVE_INFINITY;
    point.sumOfSquares = smooth(filtered[0]!, projected[0]!);
    if (!(point.sumOfSquares > 0)) return Number.POSITIVE_INFINITY;
    const determinants = choleskyLogDeterminant(M, g) + logDeterminant + logInformationOfMissing();
    return (observed * Math.log(point.sumOfSquares / observed) + determinants) / 2;
  }

  function prepareState(): boolean {
    bezoutian(H, f.expanded, m.expanded, g);
    compress(sparseH, H);
    inverseAutocovariance(N, f.expanded, g);
    psiLength = impulseResponse(psi, m, n);
    impulseGram(G, r, psi, psiLength, m, g, n);
    stateInformation(M, GH, { sparseH, N, G, work: bar });
    return choleskyFactor(M, g);
  }

  function filterColumn(c: number): void {
    const a0 = filtered[c]!;
    applyLags(a0, columns[c]!, f, n);
    divideByLags(a0, a0, m, n);
    divideByLagsBackward(work, a0, m, Math.min(n, psiLength + g));
    sparseTimesVector(projected[c]!, sparseH, work);
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

  function logInformationOfMissing(): number {
    let sum = 0;
    for (let i = 0; i < missing; i++) sum += Math.log(point.information[i * k + i]!);
    return 2 * sum;
  }

  /** The expected state and innovations of a filtered column; returns its generalised sum of squares. */
  function smooth(a0: Float64Array, projection: Float64Array): number {
    for (let i = 0; i < g; i++) state[i] = -projection[i]!;
    choleskySolve(M, g, state);
    const reach = Math.min(n, psiLength + g);
    work.fill(0, 0, reach);
    sparseTimesVector(work, sparseH, state);
    divideByLags(work, work, m, reach);
    residuals.set(a0);
    addMultiple(residuals, 1, work, reach);
    multiplySquareVector(stateMap, N, state, g);
    return laggedProduct(residuals, residuals, 0, n) + dotProduct(state, stateMap, g);
  }

  function gradient(fBar: Float64Array, mBar: Float64Array): void {
    fBar.fill(0);
    mBar.fill(0);
    choleskyInverse(M, g, inverse);
    if (q > 0) throughGram(mBar);
    diagonals ??= neededDiagonals(f.lags, m.lags, g);
    multiplyOnDiagonals(bar, GH, inverse, g, diagonals);
    for (let i = 0; i < square; i++) inverse[i] = inverse[i]! / 2;
    throughSumOfSquares(k === 0 ? series : deviations, observed / point.sumOfSquares, fBar, mBar);
    for (let c = 0; c < missing; c++) throughMissing(c, fBar, mBar);
    pullBackBezoutian(bar, f.expanded, m.expanded, g, fBar, mBar);
    pullBackInverseAutocovariance(inverse, f.expanded, g, fBar);
  }

  /** Adds the derivatives of weight / 2 times the sum of squares of the column last smoothed. */
  function throughSumOfSquares(
    column: Float64Array,
    weight: number,
    fBar: Float64Array,
    mBar: Float64Array,
  ): void {
    divideByLagsBackward(work, residuals, m, n);
    addLaggedProducts(fBar, weight, work, column, f.lags, n);
    addLaggedProducts(mBar, -weight, work, residuals, m.lags, n);
    for (let t = 0; t < g; t++) addMultipleAt(bar, t * g, weight * work[t]!, state, g);
    for (let i = 0; i < g; i++) addMultipleAt(inverse, i * g, (weight / 2) * state[i]!, state, g);
  }

  /** The columns of the missing values, made orthonormal, have sums of squares whose logarithms are the determinant. */
  function throughMissing(c: number, fBar: Float64Array, mBar: Float64Array): void {
    const { information } = point;
    const weights = new Float64Array(missing);
    for (let i = c; i >= 0; i--) {
      let sum = i === c ? 1 : 0;
      for (let j = i + 1; j <= c; j++) sum -= information[j * k + i]! * weights[j]!;
      weights[i] = sum / information[i * k + i]!;
    }
    filtered[0]!.fill(0);
    projected[0]!.fill(0);
    deviations.fill(0);
    for (let i = 0; i <= c; i++) {
      addMultiple(filtered[0]!, weights[i]!, filtered[i + 1]!, n);
      addMultiple(projected[0]!, weights[i]!, projected[i + 1]!, g);
      addMultiple(deviations, weights[i]!, columns[i + 1]!, n);
    }
    smooth(filtered[0]!, projected[0]!);
    throughSumOfSquares(deviations, 1, fBar, mBar);
  }

  function throughGram(mBar: Float64Array): void {
    // Half of H M⁻¹ H is the derivative with respect to G, which is not needed any more.
    sparseTimes(bar, sparseH, inverse);
    transpose(H, bar, g);
    sparseTimesLower(G, sparseH, H);
    for (let i = 0; i < square; i++) G[i] = G[i]! / 2;
    mirrorLower(G, g);
    pullBackImpulseGram(G, r, psi, psiLength, m, g, n, mBar, work);
  }

  return { length: n, evaluate, gradient, residuals: () => residuals, determinantWeight: 0.5, point };
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
