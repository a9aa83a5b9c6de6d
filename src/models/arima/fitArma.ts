import type { MinimizeBfgsResult } from '../../math/index.js';
import { type ArmaFit, armaFit } from './armaFit.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import { type ArmaProblem, type ArmaSearch, createArmaSearch } from './armaSearch.js';
import { createAutoregressiveLikelihood } from './autoregressiveLikelihood.js';
import { hannanRissanen } from './hannanRissanen.js';
import { startingPoints } from './startingPoints.js';

/** After how many iterations the climbs are compared, and how many of them go on. */
const rounds = [
  { survivors: Number.POSITIVE_INFINITY, maxIterations: 8, stallGain: 1e-5 },
  { survivors: 4, maxIterations: 12, stallGain: 1e-5 },
  { survivors: 2, maxIterations: 200, stallGain: 1e-7 },
];
/** The size of a last partial autocorrelation that has its roots near the unit circle. */
const nearEdge = 0.9;
/** Polynomials whose coefficients differ by less lead to the same maximum. */
const samePolynomials = 0.02;
/** The most that rounding may do to a log-likelihood. */
const blur = 1e-7;

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

/** By sums of products, and once more by filters where rounding may have blurred those. */
function fitAutoregression(problem: ArmaProblem): ArmaFit {
  const { series, p } = problem;
  const likelihood = createAutoregressiveLikelihood(problem);
  const search = createArmaSearch(problem, likelihood);
  const start = search.parametrization.locate(hannanRissanen(series, p, 0));
  const fit = armaFit(search, search.climb(start));
  if ((series.length / 2) * likelihood.roundingError() < blur) return fit;
  const exact = createArmaSearch(problem);
  return armaFit(exact, exact.climb(fit.x));
}

function fitFrom(problem: ArmaProblem, starts: readonly ArmaCoefficients[]): ArmaFit {
  const search = createArmaSearch(problem);
  const points = starts.map((start) => search.parametrization.locate(start));
  const best = lowest(points.length === 1 ? [search.climb(points[0]!)] : compete(search, points));
  const edge = problem.q === 0 ? undefined : onEdge(best.x);
  return armaFit(search, edge === undefined ? best : lowest([best, search.climb(edge)]));
}

/** Climbs from every point, ever fewer of them the higher they get. */
function compete(search: ArmaSearch, points: readonly Float64Array[]): MinimizeBfgsResult[] {
  let trials = points.map((x) => search.climb(x, rounds[0]));
  for (const { survivors, ...limits } of rounds.slice(1)) {
    trials.sort((a, b) => a.value - b.value);
    trials = distinct(search, trials)
      .slice(0, survivors)
      .map((trial) =>
        trial.reason === 'gradient'
          ? trial
          : search.climb(trial.x, { ...limits, inverseHessian: trial.inverseHessian }),
      );
  }
  return trials;
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
