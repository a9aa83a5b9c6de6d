import { InvalidArgumentError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { boxCoxLambda } from '../../stats/index.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { type BoxCox, transformed } from '../transform.js';
import type { ArimaModel } from './ArimaModel.js';
import { type ArimaOrder, describeOrder, type SeasonalOrder } from './arimaOrder.js';
import type { ArimaParameters } from './arimaState.js';
import { armaOrders } from './armaOrders.js';
import { chooseOrder, leastForChoice } from './chooseOrder.js';
import { coefficientNames, constantName } from './coefficientTable.js';
import { bridged } from './differencedData.js';
import { type FittedData, fitArima, parametersOfFit } from './fitArima.js';
import { neededObservations } from './neededObservations.js';
import { columnsOf } from './regressors.js';
import type { ArimaSearchReport } from './selectArima.js';
import {
  fixedOf,
  hasConstant,
  isToBeChosen,
  type ResolvedArimaOptions,
  resolveArimaOptions,
  type TrainArimaOptions,
  trainArimaKeys,
} from './TrainArimaOptions.js';
import { trainedModel } from './trainedModel.js';
import { trainingSteps } from './trainingSteps.js';

/**
 * Fits an autoregressive integrated moving average model (ARIMA), seasonal or not, with or without regressors, by
 * exact Gaussian maximum likelihood.
 *
 * The d-th and seasonally D-th differences w follow phi(B) Phi(B^s) (w[t] - mean) = theta(B) Theta(B^s) a[t], with
 * w[t] - mean = ar1 (w[t-1] - mean) + ... + a[t] + ma1 a[t-1] + ...: the moving average has plus signs, and `mean` is
 * the mean of w, not an intercept, as in R. The innovations' variance (divisor: the number of differenced
 * observations), the constant and the regression are concentrated out; the estimate is always stationary and
 * invertible.
 *
 * `NaN` among bare numbers, and steps without an observation in a `PriceSeries`, are missing values, for which the
 * likelihood is exact; the first and the last value are not missing. Takes values of any size between 1e-140 and
 * 1e140; a multiple of the series gives the multiple of the forecasts. Constant series, and those the model predicts
 * without error, are refused, since no variance can be estimated. Linear in the length, cubic in the period.
 *
 * Source: Ljung & Box (1979), Biometrika 66, 265-270; equal to R 4.2 `arima(method = "ML")` at equal parameters.
 * Deliberate differences: the search starts from several points, moving averages are held invertible, and values
 * before the sample are never given a vague prior.
 *
 * @throws {@link InsufficientDataError} when there are too few observations for the order, naming the least number.
 * @throws {@link DegenerateSeriesError} when the series is constant or predicted perfectly.
 * @throws {@link ConvergenceError} when the likelihood cannot be evaluated, as with impossible fixed coefficients.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainArima } from 'coincast';
 *
 * const lakeLevels = [10.38, 11.86, 10.97, 10.8, 9.79, 10.39, 10.42, 10.82, 11.4, 11.32, 11.44, 11.68];
 * const model = trainArima(lakeLevels, { order: [1, 0, 0] });
 * model.coefficients.ar1; // => 0.356
 * ```
 * @example
 * ```ts
 * import { trainArima } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 300 });
 * const model = trainArima(prices, { order: 'auto', search: { maxP: 1, maxQ: 1 } });
 * model.order; // => [0, 1, 0]
 * model.search?.tried.length; // => 8
 * model.search?.tried[0]?.name; // => 'ARIMA(0,1,1) with drift'
 * ```
 */
export function trainArima(series: SeriesInput, options: TrainArimaOptions = {}): ArimaModel {
  const { now, signal } = resolveTrainOptions('trainArima', options, trainArimaKeys);
  const resolved = resolveArimaOptions(options);
  const startedAt = now();
  const steps = trainingSteps(series, requirements(resolved));
  if (resolved.method !== 'ml' && steps.observed < steps.values.length) throw needsAll(resolved.method);
  const transform = transformOf(steps.values, resolved);
  const values = transformed(steps.values, transform);
  const regressors = columnsOf(resolved.regressors, steps);
  const chosen = isToBeChosen(resolved)
    ? chooseOrder(values, { ...resolved, regressors, signal, now })
    : givenOrder(resolved);
  const { order, seasonal } = chosen;
  const names = [
    ...coefficientNames(armaOrders(order, seasonal)),
    ...(chosen.hasConstant ? [constantName({ order, seasonal })] : []),
    ...Object.keys(resolved.regressors),
  ];
  const { method, effort } = resolved;
  const fixed = fixedOf(resolved.fixed, names);
  const specification = { ...chosen, regressors, fixed, method, effort, signal };
  const fitted =
    chosen.fitted === undefined
      ? fitArima(values, specification)
      : parametersOfFit(values, specification, chosen.fitted);
  const parameters: ArimaParameters = { ...fitted, ...(transform === undefined ? {} : { transform }) };
  return trainedModel({ series, steps, regressors, parameters, startedAt, now, search: chosen.report });
}

interface OrderWithReport {
  readonly order: ArimaOrder;
  readonly seasonal: SeasonalOrder | undefined;
  readonly hasConstant: boolean;
  readonly fitted?: FittedData;
  readonly report?: ArimaSearchReport;
}

function givenOrder({ order, seasonal, constant }: ResolvedArimaOptions): OrderWithReport {
  const given = order!;
  const season = seasonal as SeasonalOrder | undefined;
  return { order: given, seasonal: season, hasConstant: hasConstant(constant, given, season) };
}

/** Box-Cox by Guerrero's method, gaps bridged. */
function transformOf(
  values: Float64Array,
  { transform, seasonal }: ResolvedArimaOptions,
): BoxCox | undefined {
  if (transform !== 'auto') return transform;
  const period = seasonal === undefined || seasonal === 'auto' ? undefined : seasonal.period;
  const lambda = boxCoxLambda(bridged(values), { method: 'guerrero', period });
  return lambda === 1 ? undefined : Object.freeze({ lambda });
}

function requirements(resolved: ResolvedArimaOptions) {
  const regressors = Object.keys(resolved.regressors);
  if (isToBeChosen(resolved)) {
    return { needed: leastForChoice + regressors.length, operation: 'trainArima with order "auto"' };
  }
  const model = givenOrder(resolved);
  return {
    needed: neededObservations({ ...model, regressors }),
    operation: `trainArima with ${describeOrder(model.order, model.seasonal)}`,
  };
}

function needsAll(method: string): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'method',
    value: method,
    expected: '"ml" for a series with missing values',
    hint: 'Leave it out, or fill the gaps first.',
  });
}
