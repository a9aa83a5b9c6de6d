import { normalSlopes, studentScores, studentSlopes } from './innovationSlopes.js';

/**
 * Where each parameter stands in a vector of six: the mean return, omega, the reactions to squared positive and negative
 * errors, beta, and the degrees of freedom.
 *
 * @internal
 */
export const parameterAt = { mu: 0, omega: 1, positive: 2, negative: 3, beta: 4, nu: 5 } as const;

/** The length of a parameter vector. @internal */
export const parameterCount = 6;

/** What a likelihood is evaluated on. */
export interface GarchData {
  readonly returns: Float64Array;
  /** Whether the innovations are Student-t of unit variance, rather than normal. */
  readonly isStudent: boolean;
  /** What squared error and variance before the first are taken to be; undefined for the mean squared error. */
  readonly presampleVariance: number | undefined;
}

/**
 * The log-likelihood of returns under a GARCH(1,1) or GJR model, and its derivatives by all six parameters:
 *
 * h[t] = omega + (positive or negative by the sign of e[t-1]) e[t-1]² + beta h[t-1], e[t] = r[t] - mu, both reactions
 * at one half for the first, where e² and h before are the presample variance. The derivatives by each h are carried
 * back through the recursion, so that all together cost no more than the likelihood.
 *
 * Source: Bollerslev, "A conditionally heteroskedastic time series model", Review of Economics and Statistics 69 (1987);
 * Fiorentini, Calzolari & Panattoni, "Analytic derivatives and the computation of GARCH estimates", Journal of Applied
 * Econometrics 11 (1996), for the scores.
 *
 * @internal
 */
export class GarchLikelihood {
  readonly #data: GarchData;
  readonly #errors: Float64Array;
  readonly #variances: Float64Array;
  /** The derivatives of each term by its variance, and by its error. */
  readonly #byVariance: Float64Array;
  readonly #byError: Float64Array;
  #presample = 0;
  /** The derivative of the presample variance by mu. */
  #presampleByMu = 0;

  constructor(data: GarchData) {
    const n = data.returns.length;
    this.#data = data;
    this.#errors = new Float64Array(n);
    this.#variances = new Float64Array(n);
    this.#byVariance = new Float64Array(n);
    this.#byError = new Float64Array(n);
  }

  /** The value at `theta`, -Infinity where there is none; `gradient` takes the derivatives. */
  evaluate(theta: Float64Array, gradient: Float64Array): number {
    const value = this.#forward(theta, gradient);
    this.#backward(theta, gradient);
    return Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY;
  }

  /** The derivatives of every single term at `theta`, six a return. */
  scores(theta: Float64Array): Float64Array {
    const n = this.#errors.length;
    const scores = new Float64Array(n * parameterCount);
    this.#forward(theta, new Float64Array(parameterCount));
    const [, , positive, negative, beta, nu] = Array.from(theta);
    const persistence = 0.5 * (positive! + negative!) + beta!;
    let hMu = persistence * this.#presampleByMu;
    let hOmega = 1;
    let hPositive = 0.5 * this.#presample;
    let hNegative = 0.5 * this.#presample;
    let hBeta = this.#presample;
    for (let t = 0, at = 0; t < n; t++, at += parameterCount) {
      const slope = this.#byVariance[t]!;
      scores[at + parameterAt.mu] = slope * hMu - this.#byError[t]!;
      scores[at + parameterAt.omega] = slope * hOmega;
      scores[at + parameterAt.positive] = slope * hPositive;
      scores[at + parameterAt.negative] = slope * hNegative;
      scores[at + parameterAt.beta] = slope * hBeta;
      const e = this.#errors[t]!;
      const up = Math.max(e, 0);
      const down = Math.min(e, 0);
      hMu = beta! * hMu - 2 * (positive! * up + negative! * down);
      hOmega = 1 + beta! * hOmega;
      hPositive = up * up + beta! * hPositive;
      hNegative = down * down + beta! * hNegative;
      hBeta = this.#variances[t]! + beta! * hBeta;
    }
    if (this.#data.isStudent) {
      studentScores(nu!, this.#errors, this.#variances, (t, score) => {
        scores[t * parameterCount + parameterAt.nu] = score;
      });
    }
    return scores;
  }

  /** Errors, variances and the derivatives by each of them; `gradient` takes that by nu. Gives the value. */
  #forward(theta: Float64Array, gradient: Float64Array): number {
    const { returns, isStudent } = this.#data;
    const errors = this.#errors;
    const variances = this.#variances;
    const n = errors.length;
    const mu = theta[parameterAt.mu]!;
    for (let t = 0; t < n; t++) errors[t] = returns[t]! - mu;
    this.#setPresample();
    const omega = theta[parameterAt.omega]!;
    const positive = theta[parameterAt.positive]!;
    const negative = theta[parameterAt.negative]!;
    const beta = theta[parameterAt.beta]!;
    let h = omega + (0.5 * (positive + negative) + beta) * this.#presample;
    for (let t = 0; t < n; t++) {
      variances[t] = h;
      const e = errors[t]!;
      // Without a branch on the sign, which nothing could predict.
      const up = 0.5 * (e + Math.abs(e));
      const down = e - up;
      h = omega + positive * up * up + negative * down * down + beta * h;
    }
    const slopes = { byVariance: this.#byVariance, byError: this.#byError };
    if (!isStudent) {
      gradient[parameterAt.nu] = 0;
      return normalSlopes(errors, variances, slopes);
    }
    const { value, byNu } = studentSlopes(theta[parameterAt.nu]!, errors, variances, slopes);
    gradient[parameterAt.nu] = byNu;
    return value;
  }

  #setPresample(): void {
    const { presampleVariance } = this.#data;
    this.#presample = presampleVariance ?? 0;
    this.#presampleByMu = 0;
    if (presampleVariance !== undefined) return;
    const errors = this.#errors;
    const n = errors.length;
    let squares = 0;
    let sum = 0;
    for (let t = 0; t < n; t++) {
      const e = errors[t]!;
      squares += e * e;
      sum += e;
    }
    this.#presample = squares / n;
    this.#presampleByMu = (-2 * sum) / n;
  }

  #backward(theta: Float64Array, gradient: Float64Array): void {
    const errors = this.#errors;
    const variances = this.#variances;
    const byVariance = this.#byVariance;
    const byError = this.#byError;
    const positive = theta[parameterAt.positive]!;
    const negative = theta[parameterAt.negative]!;
    const beta = theta[parameterAt.beta]!;
    let byMu = -byError[0]!;
    let byOmega = 0;
    let byPositive = 0;
    let byNegative = 0;
    let byBeta = 0;
    // The derivative of all later terms by the variance of the step.
    let adjoint = 0;
    for (let t = errors.length - 1; t > 0; t--) {
      adjoint = byVariance[t]! + beta * adjoint;
      const e = errors[t - 1]!;
      const up = 0.5 * (e + Math.abs(e));
      const down = e - up;
      byOmega += adjoint;
      byPositive += adjoint * up * up;
      byNegative += adjoint * down * down;
      byBeta += adjoint * variances[t - 1]!;
      byMu -= byError[t]! + 2 * adjoint * (positive * up + negative * down);
    }
    adjoint = byVariance[0]! + beta * adjoint;
    gradient[parameterAt.mu] = byMu + adjoint * (0.5 * (positive + negative) + beta) * this.#presampleByMu;
    gradient[parameterAt.omega] = byOmega + adjoint;
    gradient[parameterAt.positive] = byPositive + 0.5 * adjoint * this.#presample;
    gradient[parameterAt.negative] = byNegative + 0.5 * adjoint * this.#presample;
    gradient[parameterAt.beta] = byBeta + adjoint * this.#presample;
  }
}
