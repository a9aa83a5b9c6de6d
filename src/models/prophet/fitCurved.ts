import { CurvedModel } from './CurvedModel.js';
import type { FitProblem } from './FitProblem.js';
import {
  coefficientsFrom,
  type FittedParameters,
  logPosteriorOf,
  parametersFrom,
  priorsOf,
} from './FittedParameters.js';
import type { StartingParameters } from './fitLinear.js';
import { bestVariance, leastVariance } from './noiseVariance.js';
import type { NormalEquations } from './normalEquations.js';
import { perfectFit } from './perfectFit.js';
import { maximizeAtVariance, maximizePosterior } from './posteriorSolver.js';
import { coefficientCount } from './prophetParts.js';
import type { ProphetConvergence } from './prophetState.js';

const mostIterations = 200;
const mostHalvings = 40;

/** The search ends when the next step would gain less than this, in units of the log-posterior. */
const leastGain = 1e-11;

/** The same as a share of the log-posterior, where its rounding hides what the step would gain. */
const roundedGain = 1e-12;

/** After a step that gained less than this an observation, how the model bends is worth counting. */
const newtonGain = 0.05;

/**
 * A maximum of the posterior of a model that is not linear: with multiplicative parts, or logistic growth.
 *
 * Proximal Gauss-Newton: about the present coefficients the model is taken as linear, and its posterior maximised, noise
 * and sparse changes included; near the maximum with the model's curvature, which makes it Newton's method. Where the
 * posterior does not rise there, the step is made with the noise held, and halved until it does. It starts, as Prophet
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
  let { rss, value } = at(coefficients);
  let gain = Number.POSITIVE_INFINITY;
  let mayBend = true;
  let wasNewton = false;
  let convergence: ProphetConvergence = 'iteration-limit';

  function at(coefficients: Float64Array) {
    const rss = model.evaluate(coefficients);
    const best = Math.max(bestVariance(rss, n), leastVariance);
    return { coefficients, rss, value: logPosteriorOf(coefficients, priors, { n, rss, variance: best }) };
  }

  for (let iteration = 0; iteration < mostIterations; iteration++) {
    signal?.throwIfAborted();
    const isNewton = mayBend && gain < newtonGain * n;
    const equations = model.equations(
      coefficients,
      isNewton ? { ridge: variance! * priors.precision[0]! } : undefined,
    );
    const tolerance = varianceTolerance(gain, n);
    const linear = maximizePosterior(equations, priors, {
      reference: coefficients,
      start: { coefficients, variance },
      tolerance,
    });
    let step = difference(linear.coefficients, coefficients);
    let lost = (n / 4) * tolerance * tolerance;
    const before = gain;
    gain = expectedGain(equations, step, linear.variance);
    let next = at(model.moved(coefficients, step, 1));
    const rounding = roundedGain * (1 + Math.abs(value));
    if (isNewton && (gain < 0 || (!(next.value > value) && gain >= rounding))) {
      // The curvature is not that of a maximum nearby: without it the steps are shorter, but sure.
      mayBend = false;
      gain = before;
      model.evaluate(coefficients);
      continue;
    }
    if (!(next.value > value) && gain >= rounding) {
      // With the noise held where it is, the way to the linear model's maximum leads up at first.
      const held = Math.max(bestVariance(rss, n), leastVariance);
      step = difference(maximizeAtVariance(equations, priors, coefficients, held), coefficients);
      lost = 0;
      gain = expectedGain(equations, step, held);
      for (let halving = 0, share = 1; halving < mostHalvings && !(next.value > value); halving++) {
        next = at(model.moved(coefficients, step, share));
        share /= 2;
      }
    }
    const rises = next.value > value;
    if (rises) {
      ({ coefficients, rss, value } = next);
      variance = Math.max(bestVariance(rss, n), leastVariance);
    }
    // Of Newton's steps each gains the square of the share that the last one did of the one before.
    const share = isNewton ? Math.min(1, gain / before) : 1;
    const nextGain = gain * share * (wasNewton ? share : 1);
    wasNewton = isNewton;
    if (nextGain + lost < (rises ? leastGain : rounding)) {
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

/**
 * How far ln v may be from the linear model's best when a step of so much gain came before: a small share of what the
 * next step gains may be lost by it.
 */
function varianceTolerance(gain: number, n: number): number {
  const mayLose = Math.max(0.1 * leastGain, 2e-5 * gain * Math.min(1, gain * gain));
  return Math.min(0.5, Math.sqrt((4 * mayLose) / n));
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
