import type { SeriesInput } from '../../series/index.js';
import type { FittedModel } from '../model.js';
import type { BoxCox } from '../transform.js';
import { FittedProphet } from './FittedProphet.js';
import type { ProphetForecast } from './prophetForecast.js';
import type { ProphetComponentOptions, ProphetForecastOptions } from './prophetForecastOptions.js';
import { type ProphetConvergence, type ProphetState, parseProphetState } from './prophetState.js';
import type { ComponentMode, ProphetGrowth, ProphetObservations } from './TrainProphetOptions.js';

/**
 * The parameters at the maximum, on the scaled data: time runs from 0 to 1 over the history, and values are those of
 * the series (or their transforms) less `offset`, or the floor, over `scale`. They are Prophet's own, so that
 * {@link ProphetModel.logPosterior} can be compared with Stan's.
 */
export interface ProphetParameters {
  /** The slope of the trend at the start (with logistic growth the rate). */
  readonly k: number;
  /** The level of the trend at the start (with logistic growth the time of half the cap). */
  readonly m: number;
  /** The change of the slope at each changepoint; most are exactly zero. */
  readonly delta: readonly number[];
  /** The changepoints in scaled time, 0 to 1 over the training data, one for each `delta`. */
  readonly changepoints: readonly number[];
  /**
   * The coefficients of each component by its name: of a seasonality sin 1, cos 1, sin 2, cos 2 ..., phases counted
   * from the epoch; of an event one for each day from `-daysBefore` to `daysAfter`; of a regressor one.
   */
  readonly beta: Readonly<Record<string, readonly number[]>>;
  /** The standard deviation of the noise. */
  readonly sigma: number;
  /** What is taken off the values: 0, or with scaling `minmax` the least value. */
  readonly offset: number;
  /** What they are divided by then. */
  readonly scale: number;
}

/** A place where the slope of the trend may change. */
export interface ProphetChangepoint {
  /** Epoch milliseconds UTC, or a position. */
  readonly timestamp: number;
  /** The change of the slope, in units of the (transformed) series a step; with logistic growth of the rate a step. */
  readonly change: number;
}

/** One part of a Prophet-style model along time. */
export interface ProphetComponent {
  /** `additive` values are in units of the (transformed) series, `multiplicative` ones fractions of the trend. */
  readonly mode: ComponentMode;
  /** Its value at each timestamp. */
  readonly values: Float64Array;
}

/** What a Prophet-style model is made of: value = trend · (1 + multiplicative parts) + additive parts. */
export interface ProphetComponents {
  /** Epoch milliseconds UTC, or positions for bare numbers. */
  readonly timestamps: Float64Array;
  /** The trend, in units of the series, or of its transform where there is one. */
  readonly trend: Float64Array;
  /** The seasonalities, events and regressors by name. */
  readonly parts: Readonly<Record<string, ProphetComponent>>;
}

/** A fitted Prophet-style model. */
export interface ProphetModel extends FittedModel<'prophet'> {
  readonly growth: ProphetGrowth;
  /**
   * The logarithm of the posterior density at its maximum, constants dropped, on the scaled data: the objective of
   * Prophet's Stan program.
   */
  readonly logPosterior: number;
  readonly parameters: ProphetParameters;
  /** The standard deviation of the noise, in units of the series or of its transform. */
  readonly sigma: number;
  /** The Box-Cox transformation of the values, the logarithm with lambda 0; absent without. */
  readonly transform?: BoxCox;
  /** How the search for the maximum ended; `optimum` is the regular way, the only one for additive linear models. */
  readonly convergence: ProphetConvergence;
  /**
   * Forecasts the steps after the last observation, or any timestamps. The mean is the expected value, but with logistic
   * growth the path without further changes of the trend, as Prophet's `yhat`; intervals hold
   * the noise and the changes the trend may make after the history, the coefficients taken as known.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or the future of regressors,
   * conditions, caps or floors is missing.
   */
  forecast(options: ProphetForecastOptions): ProphetForecast;
  /** The trend and every other part, for the steps after the last observation or for any timestamps. */
  components(options: ProphetComponentOptions): ProphetComponents;
  /** The places where the slope may change, in order of time, with its changes. */
  changepoints(): readonly ProphetChangepoint[];
  /**
   * A new model that has also seen `observations`, with the same parameters: forecasts begin after them, and still grow
   * uncertain from the end of the history that was fitted. What they say about the trend is learnt by `refitProphet`
   * alone. `NaN` and gaps are missing values.
   *
   * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
   */
  append(observations: SeriesInput | ProphetObservations): ProphetModel;
  toJSON(): ProphetState;
}

/**
 * The model that a stored state of kind `prophet` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreProphet, trainProphet } from 'coincast';
 *
 * const model = trainProphet([5, 7, 6, 8, 7, 9, 8, 10, 9, 11]);
 * const restored = restoreProphet(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).mean[0] === model.forecast({ horizon: 1 }).mean[0]; // => true
 * ```
 */
export function restoreProphet(state: unknown): ProphetModel {
  return new FittedProphet(parseProphetState(state));
}
