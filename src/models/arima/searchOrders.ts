import type { ArmaOrders } from './armaOrders.js';
import { type Candidate, type CandidateFit, CandidateFits } from './CandidateFits.js';
import type { DifferencedData } from './differencedData.js';
import { applySeasonal, divideBySeasonal } from './lagFilters.js';
import type { RootRule } from './rootRule.js';

/** How far a search goes, and what it minimises. */
export interface OrderSearch {
  /** The differenced data, with and without a constant. */
  readonly data: (hasConstant: boolean) => DifferencedData;
  /** Whether models have a constant, in the order in which they are tried. */
  readonly constants: readonly boolean[];
  /** The fewest terms of each kind, and the most; the period is the same. */
  readonly least: ArmaOrders;
  readonly most: ArmaOrders;
  readonly criterion: 'aicc' | 'bic';
  readonly rule: RootRule;
  /** Whether the time is up, asked before every fit. */
  readonly isOver: () => boolean;
  /** Told of every fit. */
  readonly onFit: (fits: CandidateFits) => void;
  readonly signal: AbortSignal | undefined;
}

/** How many of the best are fitted again from all starts. */
const polished = { plain: 6, seasonal: 3 };
/** The kinds of season that are looked at first. */
const seasons = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 1],
] as const;

/**
 * Fits every order worth a try and gives all fits; the best ones have been fitted from all starts.
 *
 * Without season that is the whole grid of p and q. With one, some seasonal models with few plain terms come first; the
 * season of the best is filtered out, so that the whole grid of p and q costs as much as without; then all seasonal
 * orders with the p and q found, the grid once more with the best of them and without season, and from the best of all
 * these one term more or less at a time while that helps.
 *
 * @internal
 */
export function searchOrders(search: OrderSearch): CandidateFits {
  const fits = new CandidateFits(search.data, search.rule, search.signal);
  const attempt = createAttempt(search, fits);
  const { seasonalP, seasonalQ } = search.most;
  const isSeasonal = seasonalP + seasonalQ > 0;
  if (isSeasonal) trySeasons(search, fits, attempt);
  else tryGrid(search, attempt);
  const count = isSeasonal ? polished.seasonal : polished.plain;
  for (let round = 0; round < count; round++) {
    // A polished fit may be refused for its roots, so the next best, and its neighbours, are looked for after each.
    const next = ranked(search, fits.all).find((fit) => !fits.isPolished(fit));
    if (next === undefined || search.isOver()) break;
    const isRefused = fits.polish(next)?.rejected !== undefined;
    if (isRefused && isSeasonal) climb(search, fits, attempt);
  }
  return fits;
}

/** The fits that may be chosen, the best by the criterion first. @internal */
export function ranked(
  { criterion }: Pick<OrderSearch, 'criterion'>,
  fits: readonly CandidateFit[],
): CandidateFit[] {
  return fits
    .filter((fit) => fit.rejected === undefined && Number.isFinite(fit[criterion]))
    .sort((a, b) => a[criterion] - b[criterion]);
}

type Attempt = (candidate: Candidate) => void;

function createAttempt(search: OrderSearch, fits: CandidateFits): Attempt {
  return (candidate) => {
    // The first is always fitted, so that there is something to choose.
    if (fits.has(candidate) || (fits.count > 0 && search.isOver())) return;
    search.signal?.throwIfAborted();
    fits.fit(candidate);
    search.onFit(fits);
  };
}

/** All p and q, smaller ones first, so that each has neighbours to start from. */
function tryGrid({ least, most, constants }: OrderSearch, attempt: Attempt): void {
  for (let terms = least.p + least.q; terms <= most.p + most.q; terms++) {
    for (let p = Math.max(least.p, terms - most.q); p <= Math.min(most.p, terms - least.q); p++) {
      for (const hasConstant of constants) {
        attempt({ orders: { ...least, p, q: terms - p }, hasConstant });
      }
    }
  }
}

function trySeasons(search: OrderSearch, fits: CandidateFits, attempt: Attempt): void {
  const { least, most, constants } = search;
  const tryAll = (all: readonly Candidate[]) => {
    for (const candidate of all) attempt(candidate);
  };
  const best = () => ranked(search, fits.all)[0] ?? fits.all[0];
  tryAll(constants.map((hasConstant) => ({ orders: least, hasConstant })));
  for (const p of [1, 3]) {
    for (const [seasonalP, seasonalQ] of seasons) {
      const orders = clamped(search, { p, q: 1, seasonalP, seasonalQ });
      tryAll(constants.map((hasConstant) => ({ orders, hasConstant })));
    }
  }
  const first = best();
  if (first === undefined) return;
  tryAll(plainOrders(search, first));
  const { orders, hasConstant } = best()!;
  for (let { seasonalP } = least; seasonalP <= most.seasonalP; seasonalP++) {
    for (let { seasonalQ } = least; seasonalQ <= most.seasonalQ; seasonalQ++) {
      tryAll([{ orders: { ...orders, seasonalP, seasonalQ }, hasConstant }]);
    }
  }
  const kinds = bestOfEachSeason(ranked(search, fits.all));
  const others = kinds.slice(0, promisingSeasons).filter((fit) => !isSameSeason(fit.orders, orders));
  const without = kinds.find((fit) => isSameSeason(fit.orders, least));
  for (const fit of new Set([...others, ...(without === undefined ? [] : [without])])) {
    tryAll(plainOrders(search, fit));
  }
  climb(search, fits, attempt);
}

/** The first fit with each seasonal order. */
function bestOfEachSeason(fits: readonly CandidateFit[]): CandidateFit[] {
  return fits.filter((fit, i) => fits.findIndex((other) => isSameSeason(other.orders, fit.orders)) === i);
}

function isSameSeason(a: ArmaOrders, b: ArmaOrders): boolean {
  return a.seasonalP === b.seasonalP && a.seasonalQ === b.seasonalQ;
}

function isWithin({ least, most }: Pick<OrderSearch, 'least' | 'most'>, orders: ArmaOrders): boolean {
  return termNames.every((name) => orders[name] >= least[name] && orders[name] <= most[name]);
}

const termNames = ['p', 'q', 'seasonalP', 'seasonalQ'] as const;

function clamped(
  { least, most }: Pick<OrderSearch, 'least' | 'most'>,
  orders: Omit<ArmaOrders, 'period'>,
): ArmaOrders {
  const of = (name: (typeof termNames)[number]) => Math.min(most[name], Math.max(least[name], orders[name]));
  return { ...least, p: of('p'), q: of('q'), seasonalP: of('seasonalP'), seasonalQ: of('seasonalQ') };
}

/** How many of the seasonal orders that look best are tried with other p and q. */
const promisingSeasons = 3;
/** How many of the p and q that look best without the season are tried with it. */
const promising = 4;

/** The p and q that are best for what is left when the season of a fit is filtered out. */
function plainOrders(search: OrderSearch, { fit, orders, hasConstant }: CandidateFit): Candidate[] {
  const data = search.data(hasConstant);
  const { sar, sma } = fit.coefficients;
  const polynomial = (coefficients: Float64Array, sign: 1 | -1) =>
    Float64Array.from([1, ...coefficients.map((c) => sign * c)]);
  const filteredOf = (column: Float64Array) => {
    const rest = column.slice();
    applySeasonal(rest, polynomial(sar, -1), orders.period, rest.length);
    divideBySeasonal(rest, polynomial(sma, 1), orders.period, rest.length);
    return rest;
  };
  const plain: DifferencedData = {
    ...data,
    series: filteredOf(data.series),
    columns: data.columns.map(filteredOf),
  };
  const fits = new CandidateFits(() => plain, search.rule, search.signal);
  const attempt = createAttempt({ ...search, onFit: () => {} }, fits);
  const plainOnly = (limits: ArmaOrders) => ({ ...limits, seasonalP: 0, seasonalQ: 0 });
  tryGrid(
    { ...search, least: plainOnly(search.least), most: plainOnly(search.most), constants: [hasConstant] },
    attempt,
  );
  return ranked(search, fits.all)
    .slice(0, promising)
    .map(({ orders: { p, q } }) => ({ orders: { ...orders, p, q }, hasConstant }));
}

/** From the best model to the best of its neighbours, as long as that is better. */
function climb(search: OrderSearch, fits: CandidateFits, attempt: Attempt): void {
  const best = () => ranked(search, fits.all)[0];
  for (let at = best(); at !== undefined && !search.isOver(); ) {
    const { orders, hasConstant } = at;
    for (const neighbour of neighboursOf(search, orders)) attempt({ orders: neighbour, hasConstant });
    for (const constant of search.constants) attempt({ orders, hasConstant: constant });
    const next = best();
    if (next === undefined || next === at) return;
    at = next;
  }
}

function neighboursOf(search: OrderSearch, orders: ArmaOrders): ArmaOrders[] {
  const moves = [-1, 1].flatMap((step): Partial<Record<(typeof termNames)[number], number>>[] => [
    { p: step },
    { q: step },
    { p: step, q: step },
    { p: step, q: -step },
    { seasonalP: step },
    { seasonalQ: step },
    { seasonalP: step, seasonalQ: step },
  ]);
  return moves
    .map((move) => ({
      ...orders,
      ...Object.fromEntries(Object.entries(move).map(([name, step]) => [name, orders[name as 'p'] + step])),
    }))
    .filter((neighbour) => isWithin(search, neighbour));
}
