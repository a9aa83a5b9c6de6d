import { InvalidArgumentError, requireKnownKeys, requireNumber, requireOneOf } from '../../errors/index.js';
import type { OnProgress } from '../../runtime/index.js';
import type { TrainOptions } from '../model.js';
import type { RegressorColumns } from '../regressorColumns.js';
import { type BoxCox, resolveTransform, type ValueTransform } from '../transform.js';
import {
  type ArimaSearchOptions,
  type ResolvedArimaSearch,
  resolveArimaSearch,
} from './ArimaSearchOptions.js';
import {
  type ArimaOrder,
  requireArimaOrder,
  requireSeasonalOrder,
  type SeasonalOrder,
} from './arimaOrder.js';
import type { ArmaEffort, FitMethod } from './fitArma.js';

/** The seasonal part of a model to be fitted, its order possibly to be chosen. */
export interface ArimaSeason {
  /** The order [P, D, Q]: P and Q from 0 to 10, D from 0 to 2. Default `'auto'`. */
  readonly order?: SeasonalOrder['order'] | 'auto' | undefined;
  /** The number of observations in a season, at least 2. */
  readonly period: number;
}

/** Options of {@link trainArima}. */
export interface TrainArimaOptions extends TrainOptions {
  /** The order [p, d, q]: p and q from 0 to 50, d from 0 to 2; `'auto'`, the default, to have it chosen. */
  readonly order?: ArimaOrder | 'auto' | undefined;
  /**
   * The season; `'auto'` for the strongest one that is found in the series, with its order chosen, or none; false, the
   * default, for a model without.
   */
  readonly seasonal?: ArimaSeason | 'auto' | false | undefined;
  /**
   * Whether the differenced series has a mean: the mean of the series itself without differences, a drift (a slope a
   * step) with one, not possible with two. With `'auto'` it is chosen together with an order to be chosen; with a given
   * order a mean is fitted without differences and no drift, as R's `arima` does. Default `'auto'`.
   */
  readonly constant?: 'auto' | boolean | undefined;
  /**
   * Other series that explain this one, by name, each with one number for every observation: a regression with ARIMA
   * errors. Forecasts need their future. Names are those of the coefficients, so none may be like `ar1`. Default:
   * none.
   */
  readonly regressors?: RegressorColumns | undefined;
  /**
   * What is fitted: the values, their logarithms, or their Box-Cox transforms with a lambda from -2 to 2, or with the
   * lambda that Guerrero's method finds. Forecasts are in the units of the series all the same. Default `'none'`.
   */
  readonly transform?: ValueTransform | undefined;
  /** Coefficients that are held fixed, by name, such as `{ ar1: 1 / 2, mean: 0 }`. Default: none. */
  readonly fixed?: Readonly<Record<string, number>> | undefined;
  /**
   * What is maximised: `ml`, the exact likelihood; `css-ml`, the same from the minimum of the conditional sum of
   * squares; `css`, that sum alone for the coefficients, everything else being exact at them. The last two are for
   * comparisons, start from one point and take no missing values. Default `ml`.
   */
  readonly method?: FitMethod | undefined;
  /**
   * How many starts the search makes: `thorough`, all that promise another maximum, of which there are often several;
   * `fast`, one. Default `thorough`.
   */
  readonly effort?: ArmaEffort | undefined;
  /** How an order is chosen; refused where none is to be chosen. Default: as {@link ArimaSearchOptions} says. */
  readonly search?: ArimaSearchOptions | undefined;
  /** Told of every model tried, in stage `search`, where an order is to be chosen. */
  readonly onProgress?: OnProgress | undefined;
}

/** @internal */
export const trainArimaKeys = [
  'order',
  'seasonal',
  'constant',
  'regressors',
  'transform',
  'fixed',
  'method',
  'effort',
  'search',
  'onProgress',
];

/** {@link TrainArimaOptions} with the defaults filled in and every bound checked, as far as they tell. */
export interface ResolvedArimaOptions {
  /** `undefined` where it is to be chosen. */
  readonly order: ArimaOrder | undefined;
  readonly seasonal:
    | 'auto'
    | { readonly order: SeasonalOrder['order'] | undefined; readonly period: number }
    | undefined;
  readonly constant: boolean | undefined;
  readonly regressors: RegressorColumns;
  readonly transform: BoxCox | 'auto' | undefined;
  readonly fixed: Readonly<Record<string, number>>;
  readonly method: FitMethod;
  readonly effort: ArmaEffort;
  readonly search: ResolvedArimaSearch;
  readonly onProgress: OnProgress | undefined;
}

/** @throws {@link InvalidArgumentError} when an option is out of bounds or does not fit the others. @internal */
export function resolveArimaOptions(options: TrainArimaOptions): ResolvedArimaOptions {
  const { order = 'auto', constant = 'auto', fixed = {}, method = 'ml', effort = 'thorough' } = options;
  const resolved = {
    order: order === 'auto' ? undefined : requireArimaOrder(order),
    seasonal: resolveSeason(options.seasonal),
    constant: constant === 'auto' ? undefined : requireBoolean('constant', constant, '"auto", true or false'),
    regressors: resolveRegressors(options.regressors),
    transform: resolveTransform(options.transform),
    fixed,
    method: requireOneOf('method', method, ['ml', 'css-ml', 'css']),
    effort: requireOneOf('effort', effort, ['fast', 'thorough']),
    search: resolveArimaSearch(options.search),
    onProgress: requireFunction('onProgress', options.onProgress),
  };
  if (isToBeChosen(resolved)) {
    refuseWithChoice({ ...options, method: resolved.method });
    hasConstant(resolved.constant, resolved.order ?? [0, 0, 0], givenSeason(resolved.seasonal));
  } else refuseWithoutChoice(options);
  return resolved;
}

/** Whether any part of the order is left to be chosen. @internal */
export function isToBeChosen({ order, seasonal }: Pick<ResolvedArimaOptions, 'order' | 'seasonal'>): boolean {
  return (
    order === undefined || (seasonal !== undefined && (seasonal === 'auto' || seasonal.order === undefined))
  );
}

function givenSeason(seasonal: ResolvedArimaOptions['seasonal']): SeasonalOrder | undefined {
  if (seasonal === undefined || seasonal === 'auto' || seasonal.order === undefined) return undefined;
  return { order: seasonal.order, period: seasonal.period };
}

/** Whether a model of an order has a constant. @throws {@link InvalidArgumentError} when it cannot. @internal */
export function hasConstant(
  constant: boolean | undefined,
  [, d]: ArimaOrder,
  seasonal: SeasonalOrder | undefined,
): boolean {
  const differences = d + (seasonal?.order[1] ?? 0);
  if (constant === undefined) return differences === 0;
  if (constant && differences > 1) {
    throw new InvalidArgumentError({
      argument: 'constant',
      value: constant,
      expected: 'false or "auto" with two differences',
      hint: 'A constant would be a quadratic trend; difference once for a drift.',
    });
  }
  return constant;
}

/** Coefficients held fixed. @throws {@link InvalidArgumentError} when the model has none of such a name. @internal */
export function fixedOf(
  fixed: Readonly<Record<string, number>>,
  names: readonly string[],
): ReadonlyMap<string, number> {
  requireKnownKeys('fixed', fixed, names);
  return new Map(
    Object.entries(fixed).map(([name, value]) => [name, requireNumber(`fixed.${name}`, value) + 0]),
  );
}

function refuseWithChoice({ fixed, method, effort }: TrainArimaOptions): void {
  const unused = { fixed, method: method === 'ml' ? undefined : method, effort };
  for (const [argument, value] of Object.entries(unused)) {
    if (value === undefined) continue;
    const expected = 'left out where the order is to be chosen';
    throw new InvalidArgumentError({ argument, value, expected, hint: 'Or name the whole order.' });
  }
}

function refuseWithoutChoice({ search, onProgress }: TrainArimaOptions): void {
  for (const [argument, value] of Object.entries({ search, onProgress })) {
    if (value === undefined) continue;
    const expected = 'left out where the whole order is given';
    throw new InvalidArgumentError({ argument, value, expected });
  }
}

function requireBoolean(argument: string, value: unknown, expected: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError({ argument, value, expected });
}

function requireFunction<T>(argument: string, value: T): T {
  if (value === undefined || typeof value === 'function') return value;
  throw new InvalidArgumentError({ argument, value, expected: 'a function' });
}

/** A season without terms and differences is none. */
function resolveSeason(seasonal: TrainArimaOptions['seasonal']): ResolvedArimaOptions['seasonal'] {
  if (seasonal === undefined || seasonal === false) return undefined;
  if (seasonal === 'auto') return 'auto';
  if (typeof seasonal !== 'object' || seasonal === null) {
    const expected = '{ period, order }, "auto" or false';
    throw new InvalidArgumentError({ argument: 'seasonal', value: seasonal, expected });
  }
  const { order = 'auto', ...rest } = seasonal;
  if (order === 'auto') {
    return { order: undefined, period: requireSeasonalOrder({ order: [0, 0, 0], ...rest }).period };
  }
  const checked = requireSeasonalOrder({ order, ...rest });
  return checked.order.some((terms) => terms > 0) ? checked : undefined;
}

const reservedName = /^(?:s?(?:ar|ma)\d+|mean|drift)$/;

function resolveRegressors(regressors: RegressorColumns | undefined): RegressorColumns {
  if (regressors === undefined) return {};
  if (typeof regressors !== 'object' || regressors === null || Array.isArray(regressors)) {
    const expected = 'an object of columns by name, such as { volume: [...] }';
    throw new InvalidArgumentError({ argument: 'regressors', value: regressors, expected });
  }
  for (const name of Object.keys(regressors)) {
    if (name !== '' && !reservedName.test(name)) continue;
    throw new InvalidArgumentError({
      argument: 'regressors',
      value: name,
      expected: 'names other than those of ARIMA coefficients',
      hint: 'Rename the column.',
    });
  }
  return regressors;
}
