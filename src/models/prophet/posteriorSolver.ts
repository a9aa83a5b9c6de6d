import { solveLasso } from '../../math/index.js';
import { bestVariance, largestVariance } from './noiseVariance.js';
import { type NormalEquations, residualSum } from './normalEquations.js';

/** A pivot below this share of its diagonal entry is rounding. */
const dependent = 3e-15;

/** The priors of a model's coefficients. */
export interface Priors {
  /** The precisions 1/s² of the normal priors, one for each ridged column. */
  readonly precision: Float64Array;
  /** The scale of the Laplace prior of the hinges. */
  readonly changeScale: number;
}

/** A maximum of the posterior. */
export interface PosteriorMaximum {
  /** The coefficients of all columns. */
  readonly coefficients: Float64Array;
  /** The variance of the noise. */
  readonly variance: number;
}

/**
 * The maximum of the posterior of a linear model, exact and with truly sparse changes of slope, over coefficients and
 * noise variance together.
 *
 * For a given variance v the ridged coefficients are eliminated by a partial Cholesky factorisation, which leaves a
 * lasso over the hinges; v itself is the largest fixed point of {@link largestVariance}. `reference` holds the
 * coefficients the residuals of the equations belong to, `start` where the search begins.
 *
 * @internal
 */
export function maximizePosterior(
  equations: NormalEquations,
  priors: Priors,
  {
    reference,
    start,
    tolerance,
  }: {
    readonly reference: Float64Array;
    readonly start: { readonly coefficients: Float64Array; readonly variance: number | undefined };
    /** Of the variance; 1e-8 when absent, which leaves no more of the slope than rounding does. */
    readonly tolerance?: number;
  },
): PosteriorMaximum {
  const { n, ridged } = equations;
  const solver = new RidgeLasso(equations, priors, reference, start.coefficients);
  const variance = largestVariance((v) => solver.solve(v), {
    n,
    start: start.variance ?? bestVariance(1.05 * equations.ee + Number.MIN_VALUE, n),
    tolerance,
  });
  return { coefficients: solver.coefficients(ridged), variance };
}

/** The coefficients that maximise the posterior for a given noise variance. @internal */
export function maximizeAtVariance(
  equations: NormalEquations,
  priors: Priors,
  reference: Float64Array,
  variance: number,
): Float64Array {
  const solver = new RidgeLasso(equations, priors, reference, reference);
  solver.solve(variance);
  return solver.coefficients(equations.ridged);
}

/** Solves for all coefficients at one variance after the other. */
class RidgeLasso {
  /** The coefficients less the reference. */
  readonly step: Float64Array;
  /** The changes of slope, from which the next solution starts. */
  readonly changes: Float64Array;
  readonly #equations: NormalEquations;
  readonly #priors: Priors;
  readonly #reference: Float64Array;
  readonly #work: Float64Array;
  readonly #rhs: Float64Array;
  readonly #H: Float64Array;
  readonly #g: Float64Array;

  constructor(equations: NormalEquations, priors: Priors, reference: Float64Array, start: Float64Array) {
    const { columns, ridged } = equations;
    const hinges = columns - ridged;
    this.#equations = equations;
    this.#priors = priors;
    this.#reference = reference;
    this.step = new Float64Array(columns);
    this.changes = start.slice(ridged);
    this.#work = new Float64Array(columns * columns);
    this.#rhs = new Float64Array(columns);
    this.#H = new Float64Array(hinges * hinges);
    this.#g = new Float64Array(hinges);
  }

  /** The coefficients of all columns, as solved for last. */
  coefficients(ridged: number): Float64Array {
    const coefficients = this.step.map((step, i) => this.#reference[i]! + step);
    coefficients.set(this.changes, ridged);
    return coefficients;
  }

  /** Sets `step` and `changes` to the maximum at variance v, and gives the sum of squared residuals there. */
  solve(v: number): number {
    const { columns, ridged, gram, q } = this.#equations;
    const { precision, changeScale } = this.#priors;
    const work = this.#work;
    const rhs = this.#rhs;
    work.set(gram);
    rhs.set(q);
    for (let i = 0; i < ridged; i++) {
      const ridge = v * precision[i]!;
      work[i * columns + i] = work[i * columns + i]! + ridge;
      rhs[i] = rhs[i]! - ridge * this.#reference[i]!;
    }
    eliminate(work, rhs, columns, ridged);
    this.#solveHinges(v / changeScale);
    const { step } = this;
    for (let j = ridged; j < columns; j++) step[j] = this.changes[j - ridged]! - this.#reference[j]!;
    for (let i = ridged - 1; i >= 0; i--) {
      const pivot = work[i * columns + i]!;
      let sum = rhs[i]!;
      for (let j = i + 1; j < columns; j++) sum -= work[j * columns + i]! * step[j]!;
      step[i] = pivot === 0 ? 0 : sum / pivot;
    }
    return Math.max(0, residualSum(this.#equations, step));
  }

  #solveHinges(penalty: number): void {
    const { columns, ridged } = this.#equations;
    const hinges = columns - ridged;
    if (hinges === 0) return;
    const H = this.#H;
    for (let i = 0; i < hinges; i++) {
      const row = (ridged + i) * columns + ridged;
      for (let j = 0; j <= i; j++) {
        H[i * hinges + j] = this.#work[row + j]!;
        H[j * hinges + i] = this.#work[row + j]!;
      }
    }
    for (let i = 0; i < hinges; i++) {
      let sum = this.#rhs[ridged + i]!;
      for (let j = 0; j < hinges; j++) sum += H[i * hinges + j]! * this.#reference[ridged + j]!;
      this.#g[i] = sum;
    }
    solveLasso(H, this.#g, penalty, this.changes);
  }
}

/**
 * The first `count` steps of a Cholesky factorisation of a lower triangle and its right-hand side, in place; what is
 * left behind them is the Schur complement. A column that depends on those before it gets a pivot of zero.
 */
function eliminate(matrix: Float64Array, rhs: Float64Array, side: number, count: number): void {
  for (let i = 0; i < side; i++) {
    const row = i * side;
    const until = Math.min(i, count);
    for (let j = 0; j < until; j++) {
      const pivot = matrix[j * side + j]!;
      const rest = matrix[row + j]! - dot(matrix, row, matrix, j * side, j);
      matrix[row + j] = pivot === 0 ? 0 : rest / pivot;
    }
    for (let j = count; j <= i; j++) {
      matrix[row + j] = matrix[row + j]! - dot(matrix, row, matrix, j * side, count);
    }
    const right = rhs[i]! - dot(matrix, row, rhs, 0, until);
    if (i >= count) {
      rhs[i] = right;
      continue;
    }
    const whole = matrix[row + i]!;
    const pivot = whole - dot(matrix, row, matrix, row, i);
    const root = pivot > dependent * whole ? Math.sqrt(pivot) : 0;
    matrix[row + i] = root;
    rhs[i] = root === 0 ? 0 : right / root;
  }
}

/** The sum of products from `i` in a and `j` in b on, in four sums, as one would wait for itself. */
function dot(a: Float64Array, i: number, b: Float64Array, j: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[i + k]! * b[j + k]!;
    s1 += a[i + k + 1]! * b[j + k + 1]!;
    s2 += a[i + k + 2]! * b[j + k + 2]!;
    s3 += a[i + k + 3]! * b[j + k + 3]!;
  }
  for (; k < length; k++) s0 += a[i + k]! * b[j + k]!;
  return s0 + s1 + (s2 + s3);
}
