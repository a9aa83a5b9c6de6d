import type { MinimizeBfgsResult } from '../../math/index.js';
import { type ArmaFit, armaFit } from './armaFit.js';
import type { ArmaOrders } from './armaOrders.js';
import {
  type ArmaCoefficients,
  type ArmaParametrization,
  armaParametrization,
} from './armaParametrization.js';
import { type ArmaProblem, type ArmaSearch, createArmaSearch } from './armaSearch.js';
import { createAutoregressiveLikelihood } from './autoregressiveLikelihood.js';
import { createConditionalLikelihood } from './conditionalLikelihood.js';
import { createExactLikelihood } from './exactLikelihood.js';
import { fixedParametrization } from './fixedParametrization.js';
import { grownStarts, plainStarts } from './startingPoints.js';

interface ClimbRound {
  readonly survivors: number;
  readonly maxIterations: number;
  readonly stallGain: number;
}

/** How hard to look: from one start, or from all that promise another maximum. */
export type ArmaEffort = 'fast' | 'thorough';

/**
 * What is maximised: the exact likelihood, the exact one from the maximum of the conditional one, or the conditional
 * one alone.
 */
export type FitMethod = 'ml' | 'css-ml' | 'css';

/** How to fit. */
export interface FitOptions {
  /** Default `thorough`. */
  readonly effort?: ArmaEffort;
  /** Default `ml`. */
  readonly method?: FitMethod;
  /** With method `ml`, coefficients to start from and from nowhere else. */
  readonly start?: ArmaCoefficients | undefined;
}

/** After how many iterations the climbs are compared, and how many of them go on. */
const rounds = [
  { survivors: Number.POSITIVE_INFINITY, maxIterations: 3, stallGain: 1e-4 },
  { survivors: 4, maxIterations: 6, stallGain: 1e-4 },
  { survivors: 2, maxIterations: 10, stallGain: 1e-4 },
];
/** The last climb, of the two best. */
const toTheTop = { survivors: 2, maxIterations: 200, stallGain: 1e-5 };
/** The same for smaller models, whose maxima need only be known well enough to start from. */
const nearTheTop = { survivors: 1, maxIterations: 20, stallGain: 1e-2 };
/** The size of a last partial autocorrelation that has its roots near the unit circle. */
const nearEdge = 0.9;
/** Polynomials whose coefficients differ by less lead to the same maximum. */
const samePolynomials = 0.02;
/** The most that rounding may do to a log-likelihood. */
const blur = 1e-7;

/**
 * Fits an ARMA process with regression by exact maximum likelihood. With both an autoregression and a moving
 * average several maxima are the rule, so models with one, two ... terms fewer in both are fitted first, and the
 * search starts from where they say that a term more in each may help.
 *
 * @internal
 */
export function fitArma(
  problem: ArmaProblem,
  { effort = 'thorough', method = 'ml', start }: FitOptions = {},
): ArmaFit {
  if (method !== 'ml') return fitConditionally(problem, method);
  if (start !== undefined) return fitOnwards(problem, start);
  if (problem.given !== undefined) return fitGiven(problem, problem.given);
  if (effort === 'fast') return fitFromOne(problem);
  const fits = new Map<string, ArmaFit>();
  return fitOf(problem.orders, toTheTop);

  function fitOf(orders: ArmaOrders, lastRound: ClimbRound): ArmaFit {
    const { p, q, seasonalP, seasonalQ } = orders;
    const key = `${p},${q},${seasonalP},${seasonalQ}`;
    const known = fits.get(key);
    if (known !== undefined) return known;
    const part = { ...problem, orders };
    const fit = isPure(part)
      ? fitAutoregression(part)
      : fitFrom(
          part,
          [
            ...plainStarts(part),
            ...oneSidedStarts(orders),
            ...grownStarts(part, {
              oneFewer: fewer(orders, 1, 0),
              twoFewer: fewer(orders, 2, 0),
              seasonalFewer: fewer(orders, 0, 1),
            }),
          ],
          lastRound,
        );
    fits.set(key, fit);
    return fit;
  }

  /** The maxima with a seasonal polynomial on one side only, where there are two. */
  function oneSidedStarts(orders: ArmaOrders): ArmaCoefficients[] {
    const { seasonalP, seasonalQ } = orders;
    if (seasonalP === 0 || seasonalQ === 0 || seasonalP + seasonalQ < 3) return [];
    const sides = [
      { ...orders, seasonalQ: 0 },
      { ...orders, seasonalP: 0 },
    ];
    return sides.map((side) => {
      const { ar, ma, sar, sma } = fitOf(side, nearTheTop).coefficients;
      return {
        ar,
        ma,
        sar: sar.length === 0 ? new Float64Array(seasonalP) : sar,
        sma: sma.length === 0 ? new Float64Array(seasonalQ) : sma,
      };
    });
  }

  function fewer(orders: ArmaOrders, plain: number, seasonal: number): ArmaFit | undefined {
    const p = orders.p - plain;
    const q = orders.q - plain;
    const seasonalP = orders.seasonalP - seasonal;
    const seasonalQ = orders.seasonalQ - seasonal;
    if (Math.min(p, q, seasonalP, seasonalQ) < 0) return undefined;
    return fitOf({ ...orders, p, q, seasonalP, seasonalQ }, nearTheTop);
  }
}

/** Pure autoregressions without season have one maximum, and a likelihood that costs nothing to evaluate. */
function isPure({ orders, series, missing = 0 }: ArmaProblem): boolean {
  const { p, q, seasonalP, seasonalQ } = orders;
  return q + seasonalP + seasonalQ + missing === 0 && series.length > 2 * p;
}

function fitFromOne(problem: ArmaProblem): ArmaFit {
  if (isPure(problem)) return fitAutoregression(problem);
  const search = createArmaSearch(problem);
  const points = plainStarts(problem).map((start) => search.parametrization.locate(start));
  const heights = points.map((x) => (points.length === 1 ? 0 : search.valueAt(x)));
  return armaFit(search, search.climb(points[heights.indexOf(Math.min(...heights))]!, toTheTop));
}

/** From known coefficients alone; an autoregression has one maximum, wherever the search starts. */
function fitOnwards(problem: ArmaProblem, start: ArmaCoefficients): ArmaFit {
  if (problem.given === undefined) {
    return isPure(problem) ? fitAutoregression(problem) : fitFrom(problem, [start]);
  }
  const search = createArmaSearch(problem, createExactLikelihood(problem), parametrizationOf(problem));
  return armaFit(search, search.climb(search.parametrization.locate(start), toTheTop));
}

/** With `css` the coefficients are those that minimise the conditional sum of squares, all else is exact. */
function fitConditionally(problem: ArmaProblem, method: 'css-ml' | 'css'): ArmaFit {
  const parametrization = parametrizationOf(problem);
  const conditional = createArmaSearch(problem, createConditionalLikelihood(problem), parametrization);
  const starts = plainStarts(problem).map((start) => parametrization.locate(start));
  const found = lowest(starts.map((x) => conditional.climb(x, toTheTop)));
  const exact = createArmaSearch(problem, createExactLikelihood(problem), parametrization);
  if (method === 'css-ml') return armaFit(exact, exact.climb(found.x, toTheTop));
  return armaFit(exact, found);
}

/** From all starts, some coefficients being given, and from the origin. */
function fitGiven(problem: ArmaProblem, given: Float64Array): ArmaFit {
  const search = createArmaSearch(
    problem,
    createExactLikelihood(problem),
    fixedParametrization(problem.orders, given),
  );
  const { size } = search.parametrization;
  const points = plainStarts(problem).map((start) => search.parametrization.locate(start));
  return armaFit(search, lowest([...points, new Float64Array(size)].map((x) => search.climb(x, toTheTop))));
}

function parametrizationOf({ orders, given }: ArmaProblem): ArmaParametrization {
  return given === undefined ? armaParametrization(orders) : fixedParametrization(orders, given);
}

/** By sums of products, and once more by filters where rounding may have blurred those. */
function fitAutoregression(problem: ArmaProblem): ArmaFit {
  const likelihood = createAutoregressiveLikelihood(problem);
  const search = createArmaSearch(problem, likelihood);
  const start = search.parametrization.locate(plainStarts(problem)[0]!);
  const fit = armaFit(search, search.climb(start));
  if ((problem.series.length / 2) * likelihood.roundingError() < blur) return fit;
  const exact = createArmaSearch(problem);
  return armaFit(exact, exact.climb(fit.x));
}

/** The highest of the maxima that climbs from these points reach. @internal */
export function fitFrom(
  problem: ArmaProblem,
  starts: readonly ArmaCoefficients[],
  lastRound: ClimbRound = toTheTop,
): ArmaFit {
  const search = createArmaSearch(problem);
  const points = starts.map((start) => search.parametrization.locate(start));
  const best = lowest(
    points.length === 1 ? [search.climb(points[0]!, lastRound)] : compete(search, points, lastRound),
  );
  const further = edges(problem.orders, best.x).map((x) => search.climb(x, lastRound));
  return armaFit(search, lowest([best, ...further]));
}

/** Climbs from every point, ever fewer of them the higher they get. */
function compete(
  search: ArmaSearch,
  points: readonly Float64Array[],
  lastRound: ClimbRound,
): MinimizeBfgsResult[] {
  let trials = points.map((x) => search.climb(x, rounds[0]));
  for (const { survivors, ...limits } of [...rounds.slice(1), lastRound]) {
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
 * The points with the roots of a moving average factor moved all but onto the unit circle, where they are near it:
 * there the likelihood often has a top of its own.
 */
function edges({ p, q, seasonalP, seasonalQ }: ArmaOrders, x: Float64Array): Float64Array[] {
  const lasts = [
    ...(q > 0 ? [p + q - 1] : []),
    ...(seasonalQ > 0 ? [p + q + seasonalP + seasonalQ - 1] : []),
  ];
  return lasts.flatMap((last) => {
    const partial = Math.sin(x[last]!);
    if (Math.abs(partial) < nearEdge || Math.abs(partial) > 1 - 1e-6) return [];
    const moved = x.slice();
    moved[last] = Math.sign(partial) * (Math.PI / 2 - 0.02);
    return [moved];
  });
}

/** Leaves out every trial whose polynomials are about those of a better one. */
function distinct(search: ArmaSearch, trials: readonly MinimizeBfgsResult[]): MinimizeBfgsResult[] {
  const kept: { trial: MinimizeBfgsResult; polynomials: number[] }[] = [];
  for (const trial of trials) {
    search.parametrization.set(trial.x);
    const { f, m } = search.parametrization;
    const polynomials = [...f.expanded, ...m.expanded];
    const isNew = kept.every((other) =>
      other.polynomials.some((c, i) => Math.abs(c - polynomials[i]!) > samePolynomials),
    );
    if (isNew) kept.push({ trial, polynomials });
  }
  return kept.map(({ trial }) => trial);
}
