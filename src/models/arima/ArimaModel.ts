import { InvalidArgumentError } from '../../errors/index.js';
import { differenced } from '../../math/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { gaussianForecast } from '../gaussianForecast.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { requireRegularSteps } from '../regularSteps.js';
import { extendTraining } from '../trainingSummary.js';
import { type ArimaOrder, describeOrder } from './arimaOrder.js';
import { type ArimaConvergence, type ArimaState, parseArimaState } from './arimaState.js';
import { exactInnovations } from './exactInnovations.js';
import { forecastPath } from './forecastPath.js';
import { informationCriteria } from './informationCriteria.js';
import { type OneStepFit, oneStepFit } from './oneStepFit.js';
import { updateState } from './updateState.js';

/** A fitted ARIMA model. */
export interface ArimaModel extends FittedModel<'arima'> {
  /** The order [p, d, q]. */
  readonly order: ArimaOrder;
  /** The coefficients by name: `ar1`, `ar2` ..., `ma1` ..., then `mean` (d = 0) or `drift` (d = 1). */
  readonly coefficients: Readonly<Record<string, number>>;
  /**
   * Their standard errors by the same names, from the observed information; `null` where there is none, because
   * the estimate lies on the edge of the invertible or stationary region or the likelihood is flat.
   */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** The variance of the innovations: the generalised sum of squares divided by n - d. */
  readonly sigma2: number;
  /** The exact Gaussian log-likelihood of the differenced series, in the units of the data. */
  readonly logLikelihood: number;
  /** Akaike's criterion: -2 · logLikelihood + 2k, the variance counted among the k parameters. */
  readonly aic: number;
  /** The same corrected for short series, by 2k(k + 1) / (n - d - k - 1). */
  readonly aicc: number;
  /** The Bayesian criterion: -2 · logLikelihood + k log(n - d). */
  readonly bic: number;
  /** Why the search for the maximum ended; `gradient` is the regular way. */
  readonly convergence: ArimaConvergence;
  /**
   * The standardised innovations: one-step errors, those at the start divided by their larger relative standard
   * deviation, so that all have variance `sigma2`. There are n - d; the first belongs to observation d.
   *
   * A model fresh from training remembers those of its training series; any other, loaded or appended to, needs
   * the series. Linear in the length.
   *
   * @throws {@link InvalidArgumentError} when the series is needed and absent.
   */
  residuals(series?: SeriesInput): Float64Array;
  /**
   * The one-step forecasts of observation d, d + 1, ... from those before each, as {@link ArimaModel.residuals}
   * takes them; there are n - d.
   *
   * @throws {@link InvalidArgumentError} when the series is needed and absent.
   */
  fitted(series?: SeriesInput): Float64Array;
  append(observations: SeriesInput): ArimaModel;
  toJSON(): ArimaState;
}

/**
 * The model that a stored state of kind `arima` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreArima, trainArima } from 'coincast';
 *
 * const model = trainArima([5, 7, 4, 8, 6, 9, 5, 8], { order: [1, 0, 0] });
 * const restored = restoreArima(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).mean[0] === model.forecast({ horizon: 1 }).mean[0]; // => true
 * ```
 */
export function restoreArima(state: unknown): ArimaModel {
  return createArimaModel(parseArimaState(state));
}

/** What is known of a model apart from its state. */
interface KnownParts {
  /** The one-step results of its training series. */
  readonly training?: OneStepFit;
  /** The part of the model that appending leaves as it is. */
  readonly parameters?: ArimaParameters;
}

/** The behaviour over a state. */
export function createArimaModel(
  state: ArimaState,
  { training, parameters = parametersOf(state) }: KnownParts = {},
): ArimaModel {
  deepFreeze(state);
  const oneStep = (series: SeriesInput | undefined): OneStepFit => {
    if (series !== undefined) return oneStepFitOf(state, checkedValues(series, state.order));
    if (training !== undefined) return training;
    throw new InvalidArgumentError({
      argument: 'series',
      value: undefined,
      expected: 'a series, since this model keeps none',
      hint: 'Only a model fresh from training remembers its residuals: pass the series.',
    });
  };
  return Object.freeze({
    kind: 'arima',
    training: state.training,
    ...parameters,
    residuals: (series) => oneStep(series).residuals.slice(),
    fitted: (series) => oneStep(series).fitted.slice(),
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      return gaussianForecast(state.training, forecastPath(state, horizon), levels);
    },
    append(observations) {
      const extended = extendTraining(state.training, observations);
      return createArimaModel(updateState(state, extended.values, extended.training), { parameters });
    },
    toJSON: () => state,
  } satisfies ArimaModel);
}

type ArimaParameters = Pick<
  ArimaModel,
  | 'order'
  | 'coefficients'
  | 'standardErrors'
  | 'sigma2'
  | 'logLikelihood'
  | 'aic'
  | 'aicc'
  | 'bic'
  | 'convergence'
>;

function parametersOf(state: ArimaState): ArimaParameters {
  const { order, ar, ma, constant, sigma2, logLikelihood, convergence } = state;
  const names = coefficientNames(state);
  const named = <T>(values: readonly T[]) =>
    Object.freeze(Object.fromEntries(names.map((name, i) => [name, values[i]!])));
  return {
    order,
    coefficients: named([...ar, ...ma, ...(constant === undefined ? [] : [constant])]),
    standardErrors: named(state.standardErrors),
    sigma2,
    logLikelihood,
    ...informationCriteria(state),
    convergence,
  };
}

function coefficientNames({ ar, ma, constant, order }: ArimaState): string[] {
  return [
    ...ar.map((_, i) => `ar${i + 1}`),
    ...ma.map((_, j) => `ma${j + 1}`),
    ...(constant === undefined ? [] : [order[1] === 0 ? 'mean' : 'drift']),
  ];
}

function oneStepFitOf({ order, ar, ma, constant }: ArimaState, values: Float64Array): OneStepFit {
  const deviations = differenced(values, order[1]).map((value) => value - (constant ?? 0));
  const innovations = exactInnovations(deviations, Float64Array.from(ar), Float64Array.from(ma));
  return oneStepFit(values, order[1], innovations);
}

function checkedValues(series: SeriesInput, order: ArimaOrder): Float64Array {
  const [p, d, q] = order;
  const minLength = d + Math.max(1, p, q);
  const values = valuesOf('series', series, { minLength, operation: `${describeOrder(order)}.residuals` });
  if (isPriceSeries(series)) requireRegularSteps(series);
  return values;
}
