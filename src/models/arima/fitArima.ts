import { ConvergenceError, DegenerateSeriesError } from '../../errors/index.js';
import { type ArimaOrder, describeOrder, type SeasonalOrder } from './arimaOrder.js';
import type { ArimaParameters } from './arimaState.js';
import type { ArmaFit } from './armaFit.js';
import { type ArmaOrders, armaOrders, countTerms } from './armaOrders.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import { coefficientNames, constantName } from './coefficientTable.js';
import { type DifferencedData, differencedData } from './differencedData.js';
import { type ArmaEffort, type FitMethod, fitArma } from './fitArma.js';
import type { RegressionColumn } from './regressors.js';
import { standardErrors } from './standardErrors.js';

/** What to fit to which values. */
export interface ArimaSpecification {
  readonly order: ArimaOrder;
  readonly seasonal: SeasonalOrder | undefined;
  readonly hasConstant: boolean;
  readonly regressors: readonly RegressionColumn[];
  /** Coefficients held fixed, by name. */
  readonly fixed: ReadonlyMap<string, number>;
  readonly method: FitMethod;
  readonly effort: ArmaEffort;
  /** Where the search begins instead, with method `ml`. */
  readonly start?: ArmaCoefficients | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Fits an ARIMA model to transformed values, `NaN` where missing: differences, centres and scales them, maximises the
 * likelihood, and carries the result back to the units of the values.
 *
 * @throws {@link DegenerateSeriesError} when nothing, or nothing but rounding errors, is left to explain.
 * @throws {@link ConvergenceError} when the likelihood cannot be evaluated, as with fixed coefficients that are not
 * stationary.
 * @internal
 */
export function fitArima(
  values: Float64Array,
  specification: ArimaSpecification,
): Omit<ArimaParameters, 'transform'> {
  const { order, seasonal, hasConstant, regressors, fixed, signal, method, effort, start } = specification;
  const orders = armaOrders(order, seasonal);
  const fixedConstant = hasConstant ? fixed.get(constantName({ order, seasonal })) : undefined;
  const differencing = {
    d: order[1],
    seasonalD: seasonal?.order[1] ?? 0,
    period: orders.period,
  };
  const data = differencedData({
    values: withoutFixed(values, specification, fixedConstant),
    differencing,
    hasConstant: hasConstant && fixedConstant === undefined,
    regressors: regressors.filter(({ name }) => !fixed.has(name)),
  });
  const fit = fitArma(
    {
      series: data.series,
      regressors: data.columns,
      missing: data.missing,
      orders,
      signal,
      given: givenTerms(orders, fixed),
    },
    { effort, method, start },
  );
  return parametersOfFit(values, specification, { fit, data });
}

/** A fit with the data that were fitted. */
export interface FittedData {
  readonly fit: ArmaFit;
  readonly data: DifferencedData;
}

/**
 * The parameters of an ARIMA model in the units of its values, from a fit to their differences.
 *
 * @throws {@link DegenerateSeriesError}, {@link ConvergenceError} when the likelihood could not be evaluated.
 * @internal
 */
export function parametersOfFit(
  values: Float64Array,
  specification: Pick<ArimaSpecification, 'order' | 'seasonal' | 'hasConstant' | 'regressors' | 'fixed'>,
  { fit, data }: FittedData,
): Omit<ArimaParameters, 'transform'> {
  const { order, seasonal, hasConstant, regressors, fixed } = specification;
  requireFit(fit, specification);
  const nameOfConstant = constantName({ order, seasonal });
  const free = regressors.filter(({ name }) => !fixed.has(name));
  const totals = data.totals(fit.beta).slice(data.missing);
  const constant = hasConstant ? (fixed.get(nameOfConstant) ?? totals.shift()) : undefined;
  const slopes = new Map(free.map(({ name }, i) => [name, totals[i]!]));
  const regressionNames = [...(hasConstant ? [nameOfConstant] : []), ...regressors.map(({ name }) => name)];
  const { ar, ma, sar, sma } = fit.coefficients;
  const observed = data.series.length - data.missing;
  return {
    order,
    ...(seasonal === undefined ? {} : { seasonal }),
    ar: plain(ar),
    ma: plain(ma),
    ...(sar.length === 0 ? {} : { sar: plain(sar) }),
    ...(sma.length === 0 ? {} : { sma: plain(sma) }),
    ...(constant === undefined ? {} : { constant }),
    ...(regressors.length === 0
      ? {}
      : {
          regressors: {
            names: regressors.map(({ name }) => name),
            coefficients: regressors.map(({ name }) => fixed.get(name) ?? slopes.get(name)!),
          },
        }),
    standardErrors: fittedErrors(fit, data, regressionNames, fixed),
    ...(fixed.size === 0 ? {} : { fixed: [...fixed.keys()] }),
    sigma2: data.scale * data.scale * fit.sigma2,
    logLikelihood: fit.logLikelihood - observed * Math.log(data.scale),
    n: observed,
    convergence: fit.reason,
    walkVariance: walkVariance(values),
  };
}

/** The values without the effect of the constant and the regressors whose coefficients are fixed. */
function withoutFixed(
  values: Float64Array,
  { order, seasonal, regressors, fixed }: ArimaSpecification,
  constant: number | undefined,
): Float64Array {
  const held = regressors.filter(({ name }) => fixed.has(name));
  if (constant === undefined && held.length === 0) return values;
  const isMean = constantName({ order, seasonal }) === 'mean';
  return values.map((value, t) => {
    const known = held.reduce((sum, { name, values: column }) => sum + fixed.get(name)! * column[t]!, 0);
    return value - known - (constant ?? 0) * (isMean ? 1 : t);
  });
}

function givenTerms(orders: ArmaOrders, fixed: ReadonlyMap<string, number>): Float64Array | undefined {
  if (fixed.size === 0) return undefined;
  const given = Float64Array.from(coefficientNames(orders), (name) => fixed.get(name) ?? Number.NaN);
  return given.every(Number.isNaN) ? undefined : given;
}

/** Standard errors in the units of the values: of the terms, then of the regression; those held fixed have none. */
function fittedErrors(
  fit: ArmaFit,
  data: DifferencedData,
  regressionNames: readonly string[],
  fixed: ReadonlyMap<string, number>,
): (number | null)[] {
  const terms = countTerms(fit.search.parametrization.orders);
  const found = standardErrors(fit, data.missing);
  const regression = found.slice(terms).map((error, i) => inUnits(error, data.units[data.missing + i]!));
  const own = found.slice(0, terms).map((error) => inUnits(error, 1));
  return [...own, ...regressionNames.map((name) => (fixed.has(name) ? null : regression.shift()!))];
}

/** Rounded to the digits that numerical derivatives give, which keeps stored states short. */
function inUnits(error: number | null, unit: number): number | null {
  return error === null ? null : Number((unit * error).toPrecision(7));
}

/** Of free coefficients the likelihood has no end only where nothing is left to explain. */
function requireFit(
  { logLikelihood }: ArmaFit,
  { order, seasonal, fixed }: Pick<ArimaSpecification, 'order' | 'seasonal' | 'fixed'>,
): void {
  if (Number.isFinite(logLikelihood)) return;
  const name = describeOrder(order, seasonal);
  if (fixed.size === 0) {
    throw new DegenerateSeriesError({
      message:
        `${name} predicts the values without error, so there is no variance to estimate. ` +
        'Give a series with some scatter, or ask for fewer terms or differences.',
      reason: 'perfect-fit',
    });
  }
  throw new ConvergenceError({
    message: `The fixed coefficients of ${name} leave no stationary and invertible process. Fix fewer, or others.`,
    iterations: 0,
  });
}

/** The mean squared change from one value to the next. */
function walkVariance(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let t = 1; t < values.length; t++) {
    const change = values[t]! - values[t - 1]!;
    if (Number.isNaN(change)) continue;
    sum += change * change;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** The numbers as JSON keeps them: minus zero becomes zero. */
function plain(values: Float64Array): number[] {
  return Array.from(values, (value) => value + 0);
}
