import type { FitProblem } from './FitProblem.js';
import {
  coefficientsFrom,
  type FittedParameters,
  logPosteriorOf,
  parametersFrom,
  priorsOf,
  trendColumns,
} from './FittedParameters.js';
import type { StartingParameters } from './fitLinear.js';
import { bestVariance, leastVariance } from './noiseVariance.js';
import type { NormalEquations } from './normalEquations.js';
import { perfectFit } from './perfectFit.js';
import { maximizeAtVariance, maximizePosterior } from './posteriorSolver.js';
import { coefficientCount } from './prophetParts.js';
import type { ProphetConvergence } from './prophetState.js';
import { RowDesign } from './RowDesign.js';

const mostIterations = 200;
const mostHalvings = 40;

/** The search ends when the next step would gain less than this, in units of the log-posterior. */
const leastGain = 1e-11;

/** The same as a share of the log-posterior, where its rounding hides what the step would gain. */
const roundedGain = 1e-12;

/**
 * A maximum of the posterior of a model that is not linear: with multiplicative parts, or logistic growth.
 *
 * Proximal Gauss-Newton: about the present coefficients the model is taken as linear, and its posterior maximised
 * exactly, noise and sparse changes included. Where the posterior does not rise there, the step is made with the noise
 * held, and halved until it does. It starts, as Prophet
 * does, from the line (or logistic curve) through the first and the last value.
 *
 * @internal
 */
export function fitCurved(
  problem: FitProblem,
  start: StartingParameters | undefined,
  signal: AbortSignal | undefined,
): FittedParameters {
  const priors = priorsOf(problem);
  const n = problem.y.length;
  const model = new CurvedModel(problem);
  let coefficients = coefficientsFrom(
    problem,
    start ?? {
      ...startingTrend(problem, model.design.t),
      beta: noEffects(problem),
      delta: new Float64Array(problem.changepoints.length),
    },
  );
  let variance = start?.variance;
  let rss = model.evaluate(coefficients);
  let value = profile(coefficients, rss);
  let gain = Number.POSITIVE_INFINITY;
  let convergence: ProphetConvergence = 'iteration-limit';

  function profile(at: Float64Array, sum: number): number {
    const best = Math.max(bestVariance(sum, n), leastVariance);
    return logPosteriorOf(at, priors, { n, rss: sum, variance: best });
  }

  for (let iteration = 0; iteration < mostIterations; iteration++) {
    signal?.throwIfAborted();
    const equations = model.linearized(coefficients);
    const linear = maximizePosterior(equations, priors, {
      reference: coefficients,
      start: { coefficients, variance: variance === undefined ? undefined : 1.5 * variance },
      // Far from the maximum the linear model need not be solved to the end.
      ...(gain > 1e-2 ? { tolerance: 1e-3 } : {}),
    });
    gain = expectedGain(equations, difference(linear.coefficients, coefficients), linear.variance);
    let next = linear.coefficients;
    let nextRss = model.evaluate(next);
    let nextValue = profile(next, nextRss);
    if (!(nextValue > value)) {
      // With the noise held where it is, the way to the linear model's maximum leads up at first.
      const held = Math.max(bestVariance(rss, n), leastVariance);
      const step = difference(maximizeAtVariance(equations, priors, coefficients, held), coefficients);
      gain = expectedGain(equations, step, held);
      for (let halving = 0, share = 1; halving < mostHalvings && !(nextValue > value); halving++) {
        next = coefficients.map((at, i) => at + share * step[i]!);
        nextRss = model.evaluate(next);
        nextValue = profile(next, nextRss);
        share /= 2;
      }
    }
    const rises = nextValue > value;
    if (rises) {
      coefficients = next;
      rss = nextRss;
      value = nextValue;
      variance = Math.max(bestVariance(rss, n), leastVariance);
    }
    if (gain < (rises ? leastGain : roundedGain * (1 + Math.abs(value)))) {
      convergence = 'optimum';
      break;
    }
    if (!rises) {
      convergence = 'stalled';
      break;
    }
  }
  variance = bestVariance(rss, n);
  if (!(variance > leastVariance)) throw perfectFit(n);
  return {
    ...parametersFrom(problem, coefficients),
    variance,
    logPosterior: logPosteriorOf(coefficients, priors, { n, rss, variance }),
    convergence,
  };
}

/** Half the squared size of a step in the metric of the curvature: about what a step to the maximum gains. */
function expectedGain({ columns, gram }: NormalEquations, step: Float64Array, variance: number): number {
  let square = 0;
  for (let i = 0; i < columns; i++) {
    let sum = 0;
    for (let j = 0; j < i; j++) sum += gram[i * columns + j]! * step[j]!;
    square += step[i]! * (2 * sum + gram[i * columns + i]! * step[i]!);
  }
  return square / (2 * variance);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

function noEffects({ parts }: FitProblem): Float64Array[] {
  return parts.map((part) => new Float64Array(coefficientCount(part)));
}

/** The trend through the first and the last value, as Prophet starts. */
function startingTrend({ growth, y, cap }: FitProblem, t: Float64Array): { k: number; m: number } {
  const last = y.length - 1;
  if (growth === 'flat') return { k: 0, m: y.reduce((sum, value) => sum + value / y.length, 0) };
  if (growth === 'linear') {
    const k = (y[last]! - y[0]!) / (t[last]! - t[0]!);
    return { k, m: y[0]! - k * t[0]! };
  }
  const logit = (i: number) => {
    const ratio = cap![i]! / Math.max(0.01 * cap![i]!, Math.min(0.99 * cap![i]!, y[i]!));
    return { ratio, value: Math.log(ratio - 1) };
  };
  const first = logit(0);
  const end = logit(last);
  const from = Math.abs(first.ratio - end.ratio) <= 0.01 ? Math.log(1.05 * first.ratio - 1) : first.value;
  const k = from - end.value;
  return { k, m: from / k };
}

/** The model at the rows of a problem. */
class CurvedModel {
  readonly design: RowDesign;
  readonly #problem: FitProblem;
  /** The trend, before it is bent to the cap. */
  readonly #trend: Float64Array;
  readonly #additive: Float64Array;
  readonly #multiplicative: Float64Array;
  readonly #weight: Float64Array;
  readonly #residuals: Float64Array;

  constructor(problem: FitProblem) {
    const n = problem.y.length;
    this.design = new RowDesign(problem);
    this.#problem = problem;
    this.#trend = new Float64Array(n);
    this.#additive = new Float64Array(n);
    this.#multiplicative = new Float64Array(n);
    this.#weight = new Float64Array(n);
    this.#residuals = new Float64Array(n);
  }

  /** The sum of squared residuals at some coefficients; what depends on them by row is kept. */
  evaluate(coefficients: Float64Array): number {
    const { y, cap } = this.#problem;
    const first = trendColumns(this.#problem);
    const { features } = this.design.layout;
    const m = coefficients[0]!;
    const k = first === 1 ? 0 : coefficients[1]!;
    const trend = this.#trend;
    const changes = coefficients.subarray(first + features);
    this.design.writeTrend(trend, cap === undefined ? m : -k * m, k, changes);
    this.design.writeEffects(
      this.#additive,
      this.#multiplicative,
      coefficients.subarray(first, first + features),
    );
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      const factor = 1 + this.#multiplicative[i]!;
      let weight = factor;
      if (cap !== undefined) {
        const share = 1 / (1 + Math.exp(-trend[i]!));
        trend[i] = cap[i]! * share;
        weight *= cap[i]! * share * (1 - share);
      }
      const residual = y[i]! - trend[i]! * factor - this.#additive[i]!;
      this.#weight[i] = weight;
      this.#residuals[i] = residual;
      sum += residual * residual;
    }
    return sum;
  }

  /** The normal equations of the linear model about the coefficients that were evaluated last. */
  linearized(coefficients: Float64Array): NormalEquations {
    const equations = this.design.equations(this.#residuals, {
      trend: this.#weight,
      multiplicative: this.#trend,
    });
    if (this.#problem.cap !== undefined) toRateAndMidpoint(equations, coefficients);
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
