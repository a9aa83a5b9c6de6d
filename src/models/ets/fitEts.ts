import { type MinimizeBfgsResult, minimizeBfgs } from '../../math/index.js';
import type { EtsForm } from './EtsForm.js';
import { type EtsDerivatives, etsDerivatives } from './etsDerivatives.js';
import { inverseHessian, withBetterStates } from './etsJacobian.js';
import {
  type EtsParametrization,
  etsParametrization,
  gradientAt,
  setSmoothing,
  setStates,
  smoothingAt,
} from './etsParametrization.js';
import { createEtsRun, type EtsFit, type EtsRun, type EtsSmoothing, runEts } from './etsRecursion.js';
import { isStable } from './etsStability.js';
import { roughStates } from './etsStart.js';

/** The most likely parameters of a form. */
export interface FittedEts {
  readonly form: EtsForm;
  readonly smoothing: EtsSmoothing;
  /** (n / 2) log(sum of squares) + sum of log forecasts: minus the log-likelihood but for a constant. */
  readonly objective: number;
  /** The run at these parameters. */
  readonly run: EtsRun;
  readonly sumOfSquares: number;
}

/** Where searches start: shares of alpha, of beta in alpha, of gamma in 1 - alpha, and phi. */
const starts = [
  [0.05, 0.1, 0.05, 0.95],
  [0.01, 0.1, 0.7, 0.95],
  [0.3, 0.1, 0.1, 0.95],
  [0.6, 0.05, 0.6, 0.95],
  [0.9, 0.05, 0.05, 0.95],
  [0.1, 0.9, 0.6, 0.85],
  [0.4, 0.9, 0.3, 0.85],
  [0.8, 0.9, 0.3, 0.85],
  [0.95, 0.5, 0.3, 0.82],
] as const;

/** They are compared by the first values alone: as many as these, or ten seasons. */
const comparedValues = 400;

/** So many of them are followed until they gain less than this in an iteration; the best is followed to the end. */
const followed = 3;
const firstGain = 0.05;

/**
 * Fits a form of exponential smoothing to values of a size near 1, by maximum likelihood over the smoothing parameters
 * and the states before the first value: `undefined` where no start has a likelihood.
 *
 * The search is that of Broyden, Fletcher, Goldfarb and Shanno with exact gradients, from the Gauss-Newton Hessian of
 * its start, so that the many states of a season cost few iterations.
 *
 * @throws the signal's reason.
 * @internal
 */
export function fitEts(
  values: Float64Array,
  form: EtsForm,
  period: number,
  signal?: AbortSignal,
): FittedEts | undefined {
  const run = createEtsRun(form, values, period);
  const parametrization = etsParametrization(form, run.period);
  const evaluate = evaluator(run, parametrization);
  const objective = withGradient(run, parametrization, evaluate);
  const search = (start: Float64Array, stallGain: number, hessian?: Float64Array) =>
    minimizeBfgs({
      objective,
      start,
      inverseHessian: hessian,
      decrementTolerance: stallGain === firstGain ? firstGain : 1e-9,
      stallGain,
      stallIterations: stallGain === firstGain ? 1 : 6,
      onIteration: () => signal?.throwIfAborted(),
    });
  let best: MinimizeBfgsResult | undefined;
  let followedSoFar = 0;
  for (const { x } of startingPoints(values, form, parametrization)) {
    if (evaluate(x) === undefined) continue;
    followedSoFar += 1;
    const result = search(x, firstGain, inverseHessian(x, run, parametrization));
    if (best === undefined || result.value < best.value) best = result;
    if (followedSoFar === followed) break;
  }
  if (best === undefined) return undefined;
  best = search(best.x, 1e-7, best.inverseHessian);
  const { sumOfSquares } = evaluate(best.x)!;
  return { form, smoothing: smoothingAt(best.x, parametrization), objective: best.value, run, sumOfSquares };
}

type Evaluate = (x: Float64Array) => EtsFit | undefined;

/** Runs the recursions at a point; `undefined` outside of the stable region. */
function evaluator(run: EtsRun, parametrization: EtsParametrization): Evaluate {
  const { hasTrend, season, period } = parametrization;
  const room = new Float64Array(hasTrend && season > 0 ? period + 1 : 0);
  return (x) => {
    const smoothing = smoothingAt(x, parametrization);
    if (room.length > 0 && !isStable(smoothing, period, room)) return undefined;
    setStates(run, x, parametrization);
    return runEts(run, smoothing);
  };
}

/** The mean square of errors that are rounding alone, for values of size 1: below it no fit is better than another. */
const rounding = 1e-26;

const objectiveOf = (n: number, { sumOfSquares, logForecasts }: EtsFit) =>
  (n / 2) * Math.log(Math.max(sumOfSquares, n * rounding)) + logForecasts;

function withGradient(run: EtsRun, parametrization: EtsParametrization, evaluate: Evaluate) {
  const n = run.values.length;
  const seasonals = new Float64Array(n + run.period);
  const by: EtsDerivatives = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0, seasonals };
  return (x: Float64Array, gradient: Float64Array): number => {
    const fit = evaluate(x);
    if (fit === undefined) return Number.POSITIVE_INFINITY;
    if (fit.sumOfSquares < n * rounding) {
      gradient.fill(0);
      return objectiveOf(n, fit);
    }
    etsDerivatives(run, smoothingAt(x, parametrization), fit, by);
    gradientAt(x, by, parametrization, gradient);
    return objectiveOf(n, fit);
  };
}

interface StartingPoint {
  readonly x: Float64Array;
  readonly value: number;
}

/** The most promising first. */
function startingPoints(
  values: Float64Array,
  form: EtsForm,
  parametrization: EtsParametrization,
): StartingPoint[] {
  const { period } = parametrization;
  const early = values.subarray(0, Math.max(comparedValues, 10 * period));
  const n = early.length;
  const run = createEtsRun(form, early, period);
  const evaluate = evaluator(run, parametrization);
  const rough = roughStates(early, form, period);
  const points: StartingPoint[] = [];
  for (const smoothing of distinctStarts(parametrization)) {
    const x = new Float64Array(parametrization.size);
    setSmoothing(x, smoothing, parametrization);
    let at = parametrization.angles;
    x[at++] = rough.level;
    if (parametrization.hasTrend) x[at++] = rough.slope;
    if (rough.seasonals.length > 0) x.set(rough.seasonals.subarray(0, -1), at);
    const fit = evaluate(x);
    if (fit === undefined) continue;
    const better = withBetterStates(x, run, parametrization);
    const moved = evaluate(better.x);
    const value = objectiveOf(n, fit);
    if (moved !== undefined && objectiveOf(n, moved) < value) {
      points.push({ x: better.x, value: objectiveOf(n, moved) });
    } else points.push({ x, value });
  }
  return points.sort((a, b) => a.value - b.value);
}

function distinctStarts({ hasTrend, season, damped }: EtsParametrization): EtsSmoothing[] {
  const all = starts.map(([alpha, betaShare, gammaShare, phi]) => ({
    alpha,
    beta: hasTrend ? alpha * betaShare : 0,
    gamma: season > 0 ? (1 - alpha) * gammaShare : 0,
    phi: damped ? phi : 1,
  }));
  return hasTrend || season > 0 ? all : all.filter((_, i) => i % 2 === 0);
}
