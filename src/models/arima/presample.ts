import {
  dotProductAt,
  type SparseSquare,
  sparseTimes,
  sparseTimesLower,
  transpose,
} from '../../math/index.js';

/**
 * The state before the sample. Write w = m(B) v with f(B) v = a: the g = max(p, q) values v[-1] ... v[-g] of the
 * pure autoregression before the sample hold all that the sample owes to its past. Here are the map from them
 * to the innovations and the inverse of their covariance, each with its adjoint (which adds to the derivatives
 * of an objective with respect to f and m those that it has through the matrix).
 *
 * Polynomials have g + 1 entries, padded with zeros, and f[0] = m[0] = 1; matrices are g × g, row-major.
 * Source: Galbraith & Galbraith (1974); Ljung & Box (1979), Biometrika 66, 265-270.
 */

/**
 * H, the Bezoutian of f and m: m(B) a = f(B) w + H x in the first g places, x being the state and both filters
 * starting from zeros. H[t, k] = H[t - 1, k + 1] + f[k] m[t] - m[k] f[t], k counting from 1. It is symmetric.
 *
 * @internal
 */
export function bezoutian(H: Float64Array, f: Float64Array, m: Float64Array, g: number): void {
  for (let t = 0; t < g; t++) {
    for (let k = t + 1; k <= g; k++) {
      const carried = t > 0 && k < g ? H[(t - 1) * g + k]! : 0;
      const value = carried + f[k]! * m[t]! - m[k]! * f[t]!;
      H[t * g + k - 1] = value;
      H[(k - 1) * g + t] = value;
    }
  }
}

/** The end of an antidiagonal t + k = sum of the Bezoutian, k counting from 1: entries with a smaller t are of no use. */
export interface NeededDiagonal {
  readonly sum: number;
  readonly least: number;
}

/**
 * The antidiagonals that matter to the derivatives at the lags of f and m, which for a seasonal model are few.
 *
 * @internal
 */
export function neededDiagonals(
  fLags: readonly number[],
  mLags: readonly number[],
  g: number,
): NeededDiagonal[] {
  const lags = [...new Set([...fLags, ...mLags])];
  const least = new Map<number, number>();
  for (const t of [0, ...lags]) {
    for (const k of lags) {
      if (t < g && k <= g) least.set(t + k, Math.min(t, least.get(t + k) ?? t));
    }
  }
  return Array.from(least, ([sum, end]) => ({ sum, least: end }));
}

/** The entries of A B' on the antidiagonals, zeros elsewhere; `out` is another array than both. @internal */
export function multiplyOnDiagonals(
  out: Float64Array,
  A: Float64Array,
  B: Float64Array,
  g: number,
  diagonals: readonly NeededDiagonal[],
): void {
  out.fill(0);
  for (const { sum, least } of diagonals) {
    for (let t = Math.max(least, sum - g); t < Math.min(g, sum); t++) {
      out[t * g + sum - t - 1] = dotProductAt(A, t * g, B, (sum - t - 1) * g, g);
    }
  }
}

/** Adjoint of {@link bezoutian}; overwrites `bar`, the derivatives with respect to H. @internal */
export function pullBackBezoutian(
  bar: Float64Array,
  f: Float64Array,
  m: Float64Array,
  g: number,
  fBar: Float64Array,
  mBar: Float64Array,
): void {
  for (let t = g - 1; t >= 0; t--) {
    for (let k = 1; k <= g; k++) {
      const at = t * g + k - 1;
      const total = bar[at]! + (t < g - 1 && k > 1 ? bar[(t + 1) * g + k - 2]! : 0);
      bar[at] = total;
      fBar[k] = fBar[k]! + total * m[t]!;
      mBar[t] = mBar[t]! + total * f[k]!;
      mBar[k] = mBar[k]! - total * f[t]!;
      fBar[t] = fBar[t]! - total * m[k]!;
    }
  }
}

/**
 * N, the inverse covariance of the state in units of sigma², by the formula of Gohberg and Semencul:
 * N[i, j] = N[i - 1, j - 1] + f[i] f[j] - f[g - i] f[g - j].
 *
 * @internal
 */
export function inverseAutocovariance(N: Float64Array, f: Float64Array, g: number): void {
  for (let i = 0; i < g; i++) {
    for (let j = 0; j <= i; j++) {
      const carried = j > 0 ? N[(i - 1) * g + j - 1]! : 0;
      const value = carried + f[i]! * f[j]! - f[g - i]! * f[g - j]!;
      N[i * g + j] = value;
      N[j * g + i] = value;
    }
  }
}

/** Adjoint of {@link inverseAutocovariance}; overwrites `bar`, which is symmetric. @internal */
export function pullBackInverseAutocovariance(
  bar: Float64Array,
  f: Float64Array,
  g: number,
  fBar: Float64Array,
): void {
  for (let i = g - 1; i >= 0; i--) {
    for (let j = g - 1; j >= 0; j--) {
      const at = i * g + j;
      const total = bar[at]! + (i < g - 1 && j < g - 1 ? bar[at + g + 1]! : 0);
      bar[at] = total;
      fBar[i] = fBar[i]! + 2 * total * f[j]!;
      fBar[g - i] = fBar[g - i]! - 2 * total * f[g - j]!;
    }
  }
}

/**
 * M = N + H G H, the inverse covariance of the state once the sample is known, in units of sigma², with G = Z'Z: its
 * lower triangle; leaves G H in `GH`. The arrays are g × g and different ones.
 *
 * @internal
 */
export function stateInformation(
  M: Float64Array,
  GH: Float64Array,
  { sparseH, N, G, work }: { sparseH: SparseSquare; N: Float64Array; G: Float64Array; work: Float64Array },
): void {
  const g = sparseH.size;
  sparseTimes(work, sparseH, G);
  transpose(GH, work, g);
  sparseTimesLower(M, sparseH, GH);
  for (let i = 0; i < g; i++) for (let j = 0; j <= i; j++) M[i * g + j] = M[i * g + j]! + N[i * g + j]!;
}
