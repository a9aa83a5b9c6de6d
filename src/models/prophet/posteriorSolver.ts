import { choleskyFactor, solveLasso, solveLower } from '../../math/index.js';
import { eliminate } from './eliminate.js';
import { bestVariance, largestVariance, type ResidualsByVariance } from './noiseVariance.js';
import { type NormalEquations, residualSum } from './normalEquations.js';

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
  const variance = largestVariance(solver, {
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
class RidgeLasso implements ResidualsByVariance {
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
  /** The variance solved for last. */
  #v = 0;

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
    this.#v = v;
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

  /**
   * With ln v the coefficients that are not held at zero move by -v M⁻¹p, p being the slope of the penalties and M what
   * was solved with; so that the sum of squared residuals moves by 2 v² p'M⁻¹p.
   */
  slope(): number {
    const { columns, ridged } = this.#equations;
    const { precision, changeScale } = this.#priors;
    const work = this.#work;
    const hinges = columns - ridged;
    const y = new Float64Array(ridged);
    let square = 0;
    for (let i = 0; i < ridged; i++) {
      const pivot = work[i * columns + i]!;
      let sum = precision[i]! * (this.#reference[i]! + this.step[i]!);
      for (let j = 0; j < i; j++) sum -= work[i * columns + j]! * y[j]!;
      y[i] = pivot === 0 ? 0 : sum / pivot;
      square += y[i]! * y[i]!;
    }
    const active: number[] = [];
    for (let j = 0; j < hinges; j++) if (this.changes[j] !== 0) active.push(j);
    const size = active.length;
    const factor = new Float64Array(size * size);
    const rest = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const row = (ridged + active[i]!) * columns;
      let sum = Math.sign(this.changes[active[i]!]!) / changeScale;
      for (let j = 0; j < ridged; j++) sum -= work[row + j]! * y[j]!;
      rest[i] = sum;
      for (let j = 0; j <= i; j++) factor[i * size + j] = this.#H[active[i]! * hinges + active[j]!]!;
    }
    if (choleskyFactor(factor, size)) {
      solveLower(factor, size, rest);
      for (let i = 0; i < size; i++) square += rest[i]! * rest[i]!;
    }
    return 2 * this.#v * this.#v * square;
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
