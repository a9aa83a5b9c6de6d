import type { MinimizeBfgsResult } from '../../math/index.js';
import { type ArmaFit, armaFit } from './armaFit.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import { type ArmaProblem, type ArmaSearch, createArmaSearch } from './armaSearch.js';
import { createAutoregressiveLikelihood } from './autoregressiveLikelihood.js';
import { hannanRissanen } from './hannanRissanen.js';
import { startingPoints } from './startingPoints.js';

/** Iterations before the starts are compared, and at most. */
const trialIterations = 8;
const maxIterations = 200;
/** How many of the starts are followed to their end. */
const finalists = 4;
/** The size of a last partial autocorrelation that has its roots near the unit circle. */
const nearEdge = 0.9;
/** Polynomials whose coefficients differ by less lead to the same maximum. */
const samePolynomials = 0.02;
/** Two evaluations of one likelihood that differ by no more than this agree. */
const agreement = 1e-7;

/**
 * Fits ARMA(p, q) with regression by exact maximum likelihood. With both an autoregression and a moving average
 * several maxima are the rule, so the models with one, two ... terms fewer in both are fitted first, and the
 * search starts from where they say that a term more in each may help.
 *
 * @internal
 */
export function fitArma(problem: ArmaProblem): ArmaFit {
  const { p, q } = problem;
  const fits: ArmaFit[] = [];
  for (let fewer = Math.min(p, q); fewer >= 0; fewer--) {
    const part = { ...problem, p: p - fewer, q: q - fewer };
    fits.push(fitPart(part, fits));
  }
  return fits.at(-1)!;
}

function fitPart(problem: ArmaProblem, smaller: readonly ArmaFit[]): ArmaFit {
  return problem.q === 0 && problem.series.length > 2 * problem.p
    ? fitAutoregression(problem)
    : fitFrom(problem, startingPoints(problem, smaller));
}

/** By sums of products, unless the exact evaluation of the result finds those too inaccurate. */
function fitAutoregression(problem: ArmaProblem): ArmaFit {
  const { series, p } = problem;
  const search = createArmaSearch(problem, createAutoregressiveLikelihood(problem));
  const start = search.parametrization.locate(hannanRissanen(series, p, 0));
  const found = search.climb(start, maxIterations);
  const exact = createArmaSearch(problem);
  const value = exact.objective(found.x, new Float64Array(p));
  if (Math.abs(value - found.value) <= agreement) return armaFit(search, found);
  return armaFit(exact, exact.climb(found.x, maxIterations));
}

function fitFrom(problem: ArmaProblem, starts: readonly ArmaCoefficients[]): ArmaFit {
  const search = createArmaSearch(problem);
  const points = starts.map((start) => search.parametrization.locate(start));
  const best = lowest(
    points.length === 1 ? [search.climb(points[0]!, maxIterations)] : compete(search, points),
  );
  const edge = problem.q === 0 ? undefined : onEdge(best.x);
  return armaFit(search, edge === undefined ? best : lowest([best, search.climb(edge, maxIterations)]));
}

/** Climbs a little from every point, and to the end from the best. */
function compete(search: ArmaSearch, points: readonly Float64Array[]): MinimizeBfgsResult[] {
  const trials = points.map((x) => search.climb(x, trialIterations)).sort((a, b) => a.value - b.value);
  return distinct(search, trials)
    .slice(0, finalists)
    .map((trial) =>
      trial.reason === 'iteration-limit' ? search.climb(trial.x, maxIterations, trial.inverseHessian) : trial,
    );
}

function lowest(ends: readonly MinimizeBfgsResult[]): MinimizeBfgsResult {
  return ends.reduce((best, end) => (end.value < best.value ? end : best));
}

/**
 * The point with the roots of the moving average moved all but onto the unit circle, where they are near it: there
 * the likelihood often has a top of its own.
 */
function onEdge(x: Float64Array): Float64Array | undefined {
  const last = x.length - 1;
  const partial = Math.sin(x[last]!);
  if (Math.abs(partial) < nearEdge || Math.abs(partial) > 1 - 1e-6) return undefined;
  const moved = x.slice();
  moved[last] = Math.sign(partial) * (Math.PI / 2 - 0.02);
  return moved;
}

/** Leaves out every trial whose polynomials are about those of a better one. */
function distinct(search: ArmaSearch, trials: readonly MinimizeBfgsResult[]): MinimizeBfgsResult[] {
  const kept: { trial: MinimizeBfgsResult; polynomials: number[] }[] = [];
  for (const trial of trials) {
    search.parametrization.set(trial.x);
    const { f, m } = search.parametrization;
    const polynomials = [...f, ...m];
    const isNew = kept.every((other) =>
      other.polynomials.some((c, i) => Math.abs(c - polynomials[i]!) > samePolynomials),
    );
    if (isNew) kept.push({ trial, polynomials });
  }
  return kept.map(({ trial }) => trial);
}
