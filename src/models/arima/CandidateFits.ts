import { type ArmaFit, armaFit } from './armaFit.js';
import { type ArmaOrders, countTerms } from './armaOrders.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import { createArmaSearch } from './armaSearch.js';
import type { DifferencedData } from './differencedData.js';
import { fitFrom } from './fitArma.js';
import { type RootRule, rootFault } from './rootRule.js';
import { grownStarts, plainStarts } from './startingPoints.js';

/** One model of a search. */
export interface Candidate {
  readonly orders: ArmaOrders;
  readonly hasConstant: boolean;
}

/** A candidate fitted. */
export interface CandidateFit extends Candidate {
  readonly fit: ArmaFit;
  /** The number of parameters, the variance included. */
  readonly parameters: number;
  /** In the units of the values. */
  readonly logLikelihood: number;
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
  /** Why it may not be chosen, if so. */
  readonly rejected: 'near-unit-root' | 'near-cancelling' | undefined;
}

/** A climb that is only to tell the promising from the others. */
const screening = { maxIterations: 30, stallGain: 1e-2 };

/**
 * The candidates of one series, each fitted once, from where its neighbours ended: with terms added that are zero, a
 * model is as good as the smaller one at least.
 */
export class CandidateFits {
  readonly #data: (hasConstant: boolean) => DifferencedData;
  readonly #rule: RootRule;
  readonly #signal: AbortSignal | undefined;
  readonly #fits = new Map<string, CandidateFit | undefined>();
  /** Smaller models that polishing starts from, which need not be within the limits of the search. */
  readonly #helpers = new Map<string, CandidateFit | undefined>();
  readonly #polished = new Set<string>();

  constructor(
    data: (hasConstant: boolean) => DifferencedData,
    rule: RootRule,
    signal: AbortSignal | undefined,
  ) {
    this.#data = data;
    this.#rule = rule;
    this.#signal = signal;
  }

  /** All that have been fitted. */
  get all(): CandidateFit[] {
    return [...this.#fits.values()].filter((fit) => fit !== undefined);
  }

  /** How many have been tried. */
  get count(): number {
    return this.#fits.size;
  }

  has(candidate: Candidate): boolean {
    return this.#fits.has(keyOf(candidate));
  }

  /** The candidate as it was fitted, or fitted now; `undefined` when the series is too short for it. */
  fit(candidate: Candidate): CandidateFit | undefined {
    const key = keyOf(candidate);
    if (!this.#fits.has(key)) this.#fits.set(key, this.#screen(candidate));
    return this.#fits.get(key);
  }

  isPolished(candidate: Candidate): boolean {
    return this.#polished.has(keyOf(candidate));
  }

  /** Fits a candidate again, from all starts that promise another maximum. */
  polish(candidate: Candidate): CandidateFit | undefined {
    this.#polished.add(keyOf(candidate));
    const before = this.fit(candidate);
    if (before === undefined) return undefined;
    const problem = this.#problem(candidate);
    const fewer = (plain: number, seasonal: number) => this.#fewer(candidate, plain, seasonal);
    const polished = this.#describe(
      candidate,
      fitFrom(problem, [
        before.fit.coefficients,
        ...plainStarts(problem),
        ...grownStarts(problem, {
          oneFewer: fewer(1, 0),
          twoFewer: fewer(2, 0),
          seasonalFewer: fewer(0, 1),
        }),
      ]),
    );
    this.#fits.set(keyOf(candidate), polished);
    return polished;
  }

  /** The fit with fewer terms in both polynomials of a kind. */
  #fewer({ orders, hasConstant }: Candidate, plain: number, seasonal: number): ArmaFit | undefined {
    const smaller = {
      ...orders,
      p: orders.p - plain,
      q: orders.q - plain,
      seasonalP: orders.seasonalP - seasonal,
      seasonalQ: orders.seasonalQ - seasonal,
    };
    if (Math.min(smaller.p, smaller.q, smaller.seasonalP, smaller.seasonalQ) < 0) return undefined;
    const candidate = { orders: smaller, hasConstant };
    const key = keyOf(candidate);
    if (this.#fits.has(key)) return this.#fits.get(key)?.fit;
    if (!this.#helpers.has(key)) this.#helpers.set(key, this.#screen(candidate));
    return this.#helpers.get(key)?.fit;
  }

  #problem({ orders, hasConstant }: Candidate) {
    const { series, columns, missing } = this.#data(hasConstant);
    return { series, regressors: columns, missing, orders, signal: this.#signal };
  }

  #screen(candidate: Candidate): CandidateFit | undefined {
    const problem = this.#problem(candidate);
    const parameters = countTerms(candidate.orders) + problem.regressors.length - problem.missing;
    const observed = problem.series.length - problem.missing;
    const degree = longestLag(candidate.orders);
    if (observed < parameters + 4 || problem.series.length <= degree) return undefined;
    const search = createArmaSearch(problem);
    const at = (x: Float64Array) => ({ x, value: search.valueAt(x) });
    const neighbours = this.#neighbours(candidate);
    const starts = [...neighbours.map(({ coefficients }) => coefficients), plainStarts(problem)[0]!];
    const points = starts.map((start) => at(search.parametrization.locate(start)));
    let end = search.climb(lowest(points).x, screening);
    // Where the neighbour itself is on the edge, the climb began further inside.
    const known = lowest([end, ...neighbours.map(({ x }) => at(x))]);
    if (known !== end) end = search.climb(known.x, screening);
    return Number.isFinite(end.value) ? this.#describe(candidate, armaFit(search, end)) : undefined;
  }

  /** Where models with one term fewer, or with and without the constant, ended. */
  #neighbours({ orders, hasConstant }: Candidate): { coefficients: ArmaCoefficients; x: Float64Array }[] {
    const { p, q, seasonalP, seasonalQ } = orders;
    const smaller = [
      { orders: { ...orders, p: p - 1 }, hasConstant },
      { orders: { ...orders, q: q - 1 }, hasConstant },
      { orders: { ...orders, seasonalP: seasonalP - 1 }, hasConstant },
      { orders: { ...orders, seasonalQ: seasonalQ - 1 }, hasConstant },
      { orders, hasConstant: !hasConstant },
    ];
    return smaller.flatMap((candidate) => {
      const known = this.#fits.get(keyOf(candidate));
      if (known === undefined) return [];
      const { coefficients, x } = known.fit;
      return [{ coefficients: padded(coefficients, orders), x: paddedPoint(x, known.orders, orders) }];
    });
  }

  #describe(candidate: Candidate, fit: ArmaFit): CandidateFit {
    const data = this.#data(candidate.hasConstant);
    const n = data.series.length - data.missing;
    const k = countTerms(candidate.orders) + data.columns.length - data.missing + 1;
    const logLikelihood = fit.logLikelihood - n * Math.log(data.scale);
    const aic = -2 * logLikelihood + 2 * k;
    return {
      ...candidate,
      fit,
      parameters: k,
      logLikelihood,
      aic,
      aicc: n > k + 1 ? aic + (2 * k * (k + 1)) / (n - k - 1) : Number.POSITIVE_INFINITY,
      bic: -2 * logLikelihood + k * Math.log(n),
      rejected: rootFault(fit.coefficients, this.#rule),
    };
  }
}

function keyOf({ orders: { p, q, seasonalP, seasonalQ }, hasConstant }: Candidate): string {
  return `${p},${q},${seasonalP},${seasonalQ},${hasConstant}`;
}

function longestLag({ p, q, seasonalP, seasonalQ, period }: ArmaOrders): number {
  return Math.max(p + seasonalP * period, q + seasonalQ * period);
}

function padded({ ar, ma, sar, sma }: ArmaCoefficients, orders: ArmaOrders): ArmaCoefficients {
  const pad = (coefficients: Float64Array, length: number) =>
    Float64Array.from({ length }, (_, i) => coefficients[i] ?? 0);
  return {
    ar: pad(ar, orders.p),
    ma: pad(ma, orders.q),
    sar: pad(sar, orders.seasonalP),
    sma: pad(sma, orders.seasonalQ),
  };
}

/** The same process in the coordinates of a larger model: further partial autocorrelations are zero. */
function paddedPoint(x: Float64Array, from: ArmaOrders, to: ArmaOrders): Float64Array {
  const point = new Float64Array(countTerms(to));
  let read = 0;
  let written = 0;
  for (const kind of ['p', 'q', 'seasonalP', 'seasonalQ'] as const) {
    point.set(x.subarray(read, read + from[kind]), written);
    read += from[kind];
    written += to[kind];
  }
  return point;
}

function lowest<T extends { readonly value: number }>(points: readonly T[]): T {
  return points.reduce((best, point) => (point.value < best.value ? point : best));
}
