import { InsufficientDataError, InvalidArgumentError } from '../../errors/index.js';
import type { OnProgress } from '../../runtime/index.js';
import { acf, ndiffs, nsdiffs } from '../../stats/index.js';
import type { ResolvedArimaSearch } from './ArimaSearchOptions.js';
import { type ArimaOrder, describeOrder, type SeasonalOrder } from './arimaOrder.js';
import type { ArmaOrders } from './armaOrders.js';
import type { CandidateFit, CandidateFits } from './CandidateFits.js';
import { bridged, type DifferencedData, differencedData } from './differencedData.js';
import { differenced } from './differencing.js';
import type { FittedData } from './fitArima.js';
import type { RegressionColumn } from './regressors.js';
import { type OrderSearch, ranked, searchOrders } from './searchOrders.js';
import { innovationsOf } from './startingPoints.js';
import { volatilityInflation } from './volatilityInflation.js';

/** What is to be found, and within which limits. */
export interface ArimaSelection {
  /** Terms and differences that are given; else they are looked for. */
  readonly order: ArimaOrder | undefined;
  readonly seasonal: SeasonalOrder['order'] | undefined;
  /** 1 for no season. */
  readonly period: number;
  /** Whether the model has a constant; both are tried where it is left open. */
  readonly constant: boolean | undefined;
  readonly regressors: readonly RegressionColumn[];
  readonly search: ResolvedArimaSearch;
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
  readonly onProgress: OnProgress | undefined;
}

/** A model that was tried. */
export interface TriedModel {
  /** Such as `ARIMA(1,1,1)(1,0,1)[24] with drift`. */
  readonly name: string;
  readonly order: ArimaOrder;
  readonly seasonal?: SeasonalOrder;
  readonly hasConstant: boolean;
  /** The log likelihood. */
  readonly logLikelihood: number;
  /** Akaike's criterion, corrected for short series: less is better. */
  readonly aicc: number;
  /** The Bayesian criterion: less is better. */
  readonly bic: number;
  /** The mean absolute error on what was held out, with that criterion, where it was tried on it. */
  readonly holdoutError?: number;
  /** Why it could not be chosen. */
  readonly rejected?: 'near-unit-root' | 'near-cancelling';
}

/** What an automatic choice of the order has done. */
export interface ArimaSearchReport {
  readonly criterion: 'aicc' | 'bic' | 'holdout';
  /** How many differences, and why. */
  readonly differences: string;
  /** Why the model was chosen, in a sentence. */
  readonly reason: string;
  /** Whether the time was up before all was tried. */
  readonly isCut: boolean;
  /** All models that were tried, the best by the criterion first. */
  readonly tried: readonly TriedModel[];
}

/** An order. */
export interface ChosenOrder {
  readonly order: ArimaOrder;
  readonly seasonal: SeasonalOrder | undefined;
  readonly hasConstant: boolean;
}

/** The order chosen, its fit, and how it was chosen. */
export interface SelectedArima extends ChosenOrder {
  readonly fitted: FittedData;
  readonly report: ArimaSearchReport;
}

/** How many of the best are tried on what is held out, besides the simplest. */
const contenders = 10;

/**
 * Chooses the order of an ARIMA model for transformed values, `NaN` where missing: the number of seasonal differences by
 * the strength of the season, that of plain ones by KPSS tests, the terms by search.
 *
 * `holdoutError` gives the error of a model on held-out values, for the criterion of that name.
 *
 * @internal
 */
export function selectArima(
  values: Float64Array,
  selection: ArimaSelection,
  holdoutError: (model: ChosenOrder) => number,
): SelectedArima {
  const { search, now, onProgress, signal } = selection;
  const { d, seasonalD, why } = chooseDifferences(values, selection);
  const differencing = { d, seasonalD, period: selection.period };
  const known = new Map<boolean, DifferencedData>();
  const data = (hasConstant: boolean) => {
    const before = known.get(hasConstant);
    if (before !== undefined) return before;
    const made = differencedData({ values, differencing, hasConstant, regressors: selection.regressors });
    known.set(hasConstant, made);
    return made;
  };
  const deadline = now() + search.budgetMs;
  let isCut = false;
  const limits = limitsOf(selection);
  const orderSearch: OrderSearch = {
    ...limits,
    data,
    constants: possibleConstants(constantsOf(selection.constant, d + seasonalD), data),
    criterion: search.criterion === 'bic' ? 'bic' : 'aicc',
    rule: { leastModulus: search.leastRoot, leastDistance: search.leastRootDistance },
    isOver: () => {
      isCut ||= now() > deadline;
      return isCut;
    },
    onFit: (fits) => {
      if (onProgress === undefined) return;
      const message = describeBest(ranked(orderSearch, fits.all)[0], d, seasonalD);
      onProgress({ stage: 'search', done: fits.count, message });
    },
    signal,
  };
  const fits = searchOrders(orderSearch);
  const fallback = ranked(orderSearch, fits.all)[0] ?? fits.all[0];
  if (fallback === undefined) throw tooShort(values.length);
  const describe = (fit: CandidateFit) => describeFit(fit, d, seasonalD);
  const errors =
    search.criterion === 'holdout'
      ? errorsOf(contendersOf(orderSearch, fits), (fit) => holdoutError(describe(fit)))
      : undefined;
  const winner = errors === undefined ? fallback : leastOf(errors, fallback);
  const preferred = judge(winner, fits, orderSearch, search, errors);
  const chosen = polished(preferred.fit, fits, orderSearch);
  const all = fits.all.map((fit) => (isSame(fit, chosen) ? chosen : fit));
  const errorOf = (fit: CandidateFit) => errors?.get(fit === chosen ? preferred.fit : fit);
  const best = ranked(orderSearch, all).sort(
    (a, b) => (errorOf(a) ?? Number.MAX_VALUE) - (errorOf(b) ?? Number.MAX_VALUE),
  );
  const rest = all.filter((fit) => !best.includes(fit));
  return {
    ...describe(chosen),
    fitted: { fit: chosen.fit, data: data(chosen.hasConstant) },
    report: Object.freeze({
      criterion: search.criterion,
      differences: why,
      reason: preferred.reason,
      isCut,
      tried: Object.freeze([...best, ...rest].map((fit) => triedModel(fit, describe(fit), errorOf(fit)))),
    }),
  };
}

/** The fit from all starts, unless the time is up or it turns out to be one that may not be chosen. */
function polished(chosen: CandidateFit, fits: CandidateFits, search: OrderSearch): CandidateFit {
  if (fits.isPolished(chosen) || search.isOver()) return chosen;
  const again = fits.polish(chosen);
  if (again === undefined) return chosen;
  return again.rejected !== undefined && chosen.rejected === undefined ? chosen : again;
}

function isSame(a: CandidateFit, b: CandidateFit): boolean {
  const { p, q, seasonalP, seasonalQ } = b.orders;
  const { orders } = a;
  const isSameOrder = orders.p === p && orders.q === q;
  const isSameSeason = orders.seasonalP === seasonalP && orders.seasonalQ === seasonalQ;
  return isSameOrder && isSameSeason && a.hasConstant === b.hasConstant;
}

function chooseDifferences(values: Float64Array, selection: ArimaSelection) {
  const { order, seasonal, period, search, constant } = selection;
  const filled = bridged(values);
  // With two differences there is no constant.
  const mostInAll = constant === true ? 1 : 2;
  const mostSeasonal =
    constant === true
      ? Math.min(search.maxSeasonalD, Math.max(0, 1 - (order?.[1] ?? 0)))
      : search.maxSeasonalD;
  const seasonalD = seasonal?.[1] ?? seasonalDifferences(filled, period, mostSeasonal);
  const rest = differenced(filled, { d: 0, seasonalD, period });
  const most = Math.min(search.maxD, Math.max(0, mostInAll - seasonalD));
  const d = order?.[1] ?? plainDifferences(rest, most);
  const plain = order === undefined ? 'by KPSS tests at the 5% level' : 'as given';
  const bySeason =
    period === 1
      ? ''
      : `, D = ${seasonalD} ${seasonal === undefined ? 'by the strength of the season' : 'as given'}`;
  return { d, seasonalD, why: `d = ${d} ${plain}${bySeason}.` };
}

function seasonalDifferences(values: Float64Array, period: number, most: number): number {
  if (period === 1 || most === 0 || values.length <= 2 * period) return 0;
  return nsdiffs(values, { period, maxD: most });
}

/** Twice differenced series with a first autocorrelation below this are differenced once too often. */
const overdifferenced = -0.4;

/**
 * By KPSS tests; a second difference that leaves a strong negative autocorrelation is taken back, for spells of
 * volatility make the test reject returns now and then, and the forecasts of two differences run away.
 */
function plainDifferences(values: Float64Array, most: number): number {
  const d = values.length < 5 ? 0 : ndiffs(values, { maxD: most });
  if (d < 2) return d;
  const twice = differenced(values, { d: 2, seasonalD: 0, period: 1 });
  return acf(twice, { maxLag: 1 }).values[1]! < overdifferenced ? 1 : 2;
}

function constantsOf(constant: boolean | undefined, differences: number): boolean[] {
  if (differences > 1) return [false];
  if (constant !== undefined) return [constant];
  return differences === 0 ? [true, false] : [false, true];
}

function limitsOf({ order, seasonal, period, search }: ArimaSelection): {
  least: ArmaOrders;
  most: ArmaOrders;
} {
  const isSeasonal = period > 1;
  return {
    least: {
      p: order?.[0] ?? 0,
      q: order?.[2] ?? 0,
      seasonalP: seasonal?.[0] ?? 0,
      seasonalQ: seasonal?.[2] ?? 0,
      period,
    },
    most: {
      p: order?.[0] ?? search.maxP,
      q: order?.[2] ?? search.maxQ,
      seasonalP: isSeasonal ? (seasonal?.[0] ?? search.maxSeasonalP) : 0,
      seasonalQ: isSeasonal ? (seasonal?.[2] ?? search.maxSeasonalQ) : 0,
      period,
    },
  };
}

/** Where a regressor is a level or a trend itself, a model that may do without a constant has none. */
function possibleConstants(
  constants: readonly boolean[],
  data: (hasConstant: boolean) => DifferencedData,
): readonly boolean[] {
  if (constants.length === 1) return constants;
  const possible = constants.filter((constant) => {
    try {
      data(constant);
      return true;
    } catch (error) {
      if (error instanceof InvalidArgumentError) return false;
      throw error;
    }
  });
  return possible.length === 0 ? constants : possible;
}

/** The model without the terms that are to be chosen. */
function simplestOf({ least, constants }: OrderSearch, fits: CandidateFits): CandidateFit | undefined {
  return fits.all.find(
    ({ orders: { p, q, seasonalP, seasonalQ }, hasConstant, rejected }) =>
      p === least.p &&
      q === least.q &&
      seasonalP === least.seasonalP &&
      seasonalQ === least.seasonalQ &&
      hasConstant === constants[0] &&
      rejected === undefined,
  );
}

/** The winner, or the model without terms where it does not win by more than luck. */
function judge(
  winner: CandidateFit,
  fits: CandidateFits,
  orderSearch: OrderSearch,
  { parsimony }: ResolvedArimaSearch,
  errors: ReadonlyMap<CandidateFit, number> | undefined,
): { fit: CandidateFit; reason: string } {
  const { criterion } = orderSearch;
  const simplest = simplestOf(orderSearch, fits);
  const label = criterion === 'bic' ? 'BIC' : 'AICc';
  const error = errors?.get(winner);
  if (error !== undefined) {
    const reason = `It has the least mean absolute error on the held-out values, ${error}.`;
    return { fit: winner, reason };
  }
  const without = errors === undefined ? '' : ' No model could be fitted without the held-out values.';
  if (winner.rejected !== undefined || !Number.isFinite(winner[criterion])) {
    const reason = `It is the first of the ${fits.count} models tried, of which none may be chosen.${without}`;
    return { fit: winner, reason };
  }
  const isLeast = `It has the least ${label} of the ${fits.count} models tried.${without}`;
  if (!parsimony || simplest === undefined || simplest === winner) return { fit: winner, reason: isLeast };
  const ratio = 2 * (winner.logLikelihood - simplest.logLikelihood);
  const penalty = ratio - (simplest[criterion] - winner[criterion]);
  const gain = ratio / volatilityInflation(innovationsOf(winner.fit)) - penalty;
  const luck = 2 * Math.log(fits.count);
  if (gain > luck) return { fit: winner, reason: isLeast };
  return {
    fit: simplest,
    reason:
      `With its calm and wild spells allowed for, the model of the least ${label} gains ${gain.toFixed(1)} on the one ` +
      `without terms, no more than the luckiest of ${fits.count} useless models would (${luck.toFixed(1)}).${without}`,
  };
}

/** The best by the criterion, and the model without terms. */
function contendersOf(search: OrderSearch, fits: CandidateFits): CandidateFit[] {
  const best = ranked(search, fits.all).slice(0, contenders);
  const simplest = simplestOf(search, fits);
  return simplest === undefined || best.includes(simplest) ? best : [...best, simplest];
}

/** Without those that could not be fitted. */
function errorsOf(
  fits: readonly CandidateFit[],
  errorOf: (fit: CandidateFit) => number,
): ReadonlyMap<CandidateFit, number> {
  const errors = fits.map((fit) => [fit, errorOf(fit)] as const);
  return new Map(errors.filter(([, error]) => Number.isFinite(error)));
}

function leastOf(errors: ReadonlyMap<CandidateFit, number>, fallback: CandidateFit): CandidateFit {
  const [least = [fallback]] = [...errors].sort(([, a], [, b]) => a - b);
  return least[0];
}

function describeFit(
  { orders: { p, q, seasonalP, seasonalQ, period }, hasConstant }: CandidateFit,
  d: number,
  seasonalD: number,
): ChosenOrder {
  const seasonal =
    seasonalP + seasonalD + seasonalQ === 0
      ? undefined
      : Object.freeze({ order: Object.freeze([seasonalP, seasonalD, seasonalQ] as const), period });
  return { order: Object.freeze([p, d, q] as const), seasonal, hasConstant };
}

function describeBest(fit: CandidateFit | undefined, d: number, seasonalD: number): string {
  if (fit === undefined) return 'no model yet';
  const { order, seasonal } = describeFit(fit, d, seasonalD);
  return `best so far: ${describeOrder(order, seasonal)}`;
}

function triedModel(
  { logLikelihood, aicc, bic, rejected }: CandidateFit,
  { order, seasonal, hasConstant }: ChosenOrder,
  holdoutError: number | undefined,
): TriedModel {
  const [, d] = order;
  const constant = hasConstant ? ` with ${d + (seasonal?.order[1] ?? 0) === 0 ? 'mean' : 'drift'}` : '';
  return Object.freeze({
    name: `${describeOrder(order, seasonal)}${constant}`,
    order,
    ...(seasonal === undefined ? {} : { seasonal }),
    hasConstant,
    logLikelihood,
    aicc,
    bic,
    ...(holdoutError === undefined ? {} : { holdoutError }),
    ...(rejected === undefined ? {} : { rejected }),
  });
}

function tooShort(length: number): InsufficientDataError {
  return new InsufficientDataError({
    operation: 'trainArima with order "auto"',
    needed: length + 1,
    got: length,
    hint: 'After differencing nothing is left to choose a model by. Name an order.',
  });
}
