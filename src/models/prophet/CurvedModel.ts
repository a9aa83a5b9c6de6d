import type { FitProblem } from './FitProblem.js';
import { trendColumns } from './FittedParameters.js';
import type { NormalEquations } from './normalEquations.js';
import { RowDesign } from './RowDesign.js';

/** A model that is not linear, trend (1 + multiplicative parts) + additive parts, at the rows of a problem. @internal */
export class CurvedModel {
  readonly design: RowDesign;
  readonly #problem: FitProblem;
  /** The exponent of logistic growth, then the trend. */
  readonly #trend: Float64Array;
  /** The trend's derivative in the exponent; 1 where there is none. */
  readonly #slope: Float64Array;
  readonly #additive: Float64Array;
  readonly #multiplicative: Float64Array;
  readonly #residuals: Float64Array;
  readonly #weight: Float64Array;
  readonly #square: Float64Array;
  readonly #crossing: Float64Array;

  constructor(problem: FitProblem) {
    const n = problem.y.length;
    this.design = new RowDesign(problem);
    this.#problem = problem;
    this.#trend = new Float64Array(n);
    this.#slope = new Float64Array(n).fill(1);
    this.#additive = new Float64Array(n);
    this.#multiplicative = new Float64Array(n);
    this.#residuals = new Float64Array(n);
    this.#weight = new Float64Array(n);
    this.#square = new Float64Array(n);
    this.#crossing = new Float64Array(n);
  }

  /** The sum of squared residuals at some coefficients; what depends on them by row is kept. */
  evaluate(coefficients: Float64Array): number {
    const { y, cap } = this.#problem;
    const first = trendColumns(this.#problem);
    const { features } = this.design.layout;
    const m = coefficients[0]!;
    const k = first === 1 ? 0 : coefficients[1]!;
    const trend = this.#trend;
    const slope = this.#slope;
    const additive = this.#additive;
    const multiplicative = this.#multiplicative;
    const residuals = this.#residuals;
    this.design.writeTrend(trend, cap === undefined ? m : -k * m, k, coefficients.subarray(first + features));
    this.design.writeEffects(additive, multiplicative, coefficients.subarray(first, first + features));
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      if (cap !== undefined) {
        const share = 1 / (1 + Math.exp(-trend[i]!));
        trend[i] = cap[i]! * share;
        slope[i] = trend[i]! * (1 - share);
      }
      const residual = y[i]! - trend[i]! * (1 + multiplicative[i]!) - additive[i]!;
      residuals[i] = residual;
      sum += residual * residual;
    }
    return sum;
  }

  /**
   * Coefficients moved by a share of a step of the linear model. With logistic growth the midpoint moves so that the
   * exponent k (t - m) changes just as its linear form does: the product of the steps in k and m would lead far astray.
   */
  moved(from: Float64Array, step: Float64Array, share: number): Float64Array {
    const to = from.map((at, i) => at + share * step[i]!);
    if (this.#problem.cap !== undefined && to[1] !== 0) {
      to[0] = from[0]! + share * step[0]! * (from[1]! / to[1]!);
    }
    return to;
  }

  /**
   * The normal equations of the linear model about the coefficients, which were evaluated last. With `bend` they count
   * how the model curves along {@link moved}, and how the ridge of the midpoint does, which makes the steps Newton's.
   */
  equations(coefficients: Float64Array, bend: { readonly ridge: number } | undefined): NormalEquations {
    const { cap } = this.#problem;
    const weight = this.#weight;
    const square = this.#square;
    const crossing = this.#crossing;
    for (let i = 0; i < weight.length; i++) {
      const factor = 1 + this.#multiplicative[i]!;
      const slope = this.#slope[i]!;
      const trend = this.#trend[i]!;
      weight[i] = factor * slope;
      square[i] = weight[i]! * weight[i]!;
      crossing[i] = trend * weight[i]!;
      if (bend === undefined) continue;
      const residual = this.#residuals[i]!;
      crossing[i] = crossing[i]! - residual * slope;
      if (cap !== undefined) square[i] = square[i]! - residual * weight[i]! * (1 - (2 * trend) / cap[i]!);
    }
    const equations = this.design.equations(this.#residuals, {
      trend: weight,
      multiplicative: this.#trend,
      square,
      crossing,
    });
    if (cap !== undefined) {
      toRateAndMidpoint(equations, coefficients);
      const { columns, gram } = equations;
      if (bend !== undefined) gram[columns]! -= (bend.ridge * coefficients[0]!) / coefficients[1]!;
    }
    return equations;
  }
}

/** Turns the columns 1 and t of a logistic exponent k (t - m) into those of m and k: -k and t - m. */
function toRateAndMidpoint({ gram, q, columns }: NormalEquations, coefficients: Float64Array): void {
  const m = coefficients[0]!;
  const k = coefficients[1]!;
  const g00 = gram[0]!;
  const g10 = gram[columns]!;
  gram[columns + 1] = gram[columns + 1]! - 2 * m * g10 + m * m * g00;
  gram[columns] = -k * (g10 - m * g00);
  gram[0] = k * k * g00;
  for (let row = 2; row < columns; row++) {
    const at = row * columns;
    gram[at + 1] = gram[at + 1]! - m * gram[at]!;
    gram[at] = -k * gram[at]!;
  }
  q[1] = q[1]! - m * q[0]!;
  q[0] = -k * q[0]!;
}
