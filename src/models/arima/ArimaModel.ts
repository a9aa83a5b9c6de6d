import type { SeriesInput } from '../../series/index.js';
import type { FittedModel } from '../model.js';
import type { RegressorColumns } from '../regressorColumns.js';
import type { BoxCox } from '../transform.js';
import type { ArimaDiagnostics } from './arimaDiagnostics.js';
import type { ArimaForecast } from './arimaForecast.js';
import type { ArimaForecastOptions } from './arimaForecastOptions.js';
import type { ArimaOrder, SeasonalOrder } from './arimaOrder.js';
import type { ArimaRoots } from './arimaRoots.js';
import {
  type ArimaConvergence,
  type ArimaState,
  endOf,
  parametersOf,
  parseArimaState,
} from './arimaState.js';
import { FittedArima, fixedPart, type UnstoredKnowledge } from './FittedArima.js';
import type { ArimaSearchReport } from './selectArima.js';

/** Options of an ARIMA model's `append`. */
export interface ArimaAppendOptions {
  /** The regressors of the observations, one number each for every name; needed by a model that has regressors. */
  readonly regressors?: RegressorColumns | undefined;
  /**
   * Whether the first of the observations is another value for the last one the model has seen, such as a candle that
   * was still open; the model then never saw the old value. Default false.
   */
  readonly replaceLast?: boolean | undefined;
}

/** What goes with a series given to {@link ArimaModel.residuals} and its like. */
export interface ArimaSeriesOptions {
  /** The regressors of the series, one number each for every observation; needed by a model that has regressors. */
  readonly regressors?: RegressorColumns | undefined;
}

/** A fitted ARIMA model. */
export interface ArimaModel extends FittedModel<'arima'> {
  /** The order [p, d, q]. */
  readonly order: ArimaOrder;
  /** The seasonal part of the order; absent without. */
  readonly seasonal?: SeasonalOrder;
  /**
   * The coefficients by name: `ar1`, `ar2` ..., `ma1` ..., `sar1` ..., `sma1` ..., then `mean` (without differences) or
   * `drift` (the slope a step, with them), then the regressors by their names.
   */
  readonly coefficients: Readonly<Record<string, number>>;
  /**
   * Their standard errors by the same names, from the observed information; `null` where there is none, because
   * the estimate lies on the edge of the invertible or stationary region, the likelihood is flat, or the coefficient was
   * held fixed.
   */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** The variance of the innovations: the generalised sum of squares over the number of differenced observations. */
  readonly sigma2: number;
  /** The exact Gaussian log-likelihood of the differenced series, on the scale the model is fitted on. */
  readonly logLikelihood: number;
  /** Akaike's criterion: -2 · logLikelihood + 2k, the variance counted among the k free parameters. */
  readonly aic: number;
  /** The same corrected for short series, by 2k(k + 1) / (n - k - 1), n counting differenced observations. */
  readonly aicc: number;
  /** The Bayesian criterion: -2 · logLikelihood + k log(n). */
  readonly bic: number;
  /** The Box-Cox transformation of the values, the logarithm with lambda 0; absent without. */
  readonly transform?: BoxCox;
  /** Why the search for the maximum ended; `gradient` is the regular way. */
  readonly convergence: ArimaConvergence;
  /** How the order was chosen; absent where it was given, and in a model loaded or appended to. */
  readonly search?: ArimaSearchReport;
  /**
   * The standardised innovations: one-step errors, those at the start or after a gap divided by their larger relative
   * standard deviation, so that all have variance `sigma2`, on the scale the model is fitted on; 0 where a value is
   * missing. There is one for each step but the first d + D s.
   *
   * A model fresh from training remembers those of its training series; any other, loaded or appended to, needs
   * the series. Linear in the length.
   *
   * @throws {@link InvalidArgumentError} when the series or its regressors are needed and absent.
   */
  residuals(series?: SeriesInput, options?: ArimaSeriesOptions): Float64Array;
  /**
   * The one-step forecasts in the units of the series that belong to {@link ArimaModel.residuals}; medians, where the
   * values are transformed.
   *
   * @throws {@link InvalidArgumentError} when the series or its regressors are needed and absent.
   */
  fitted(series?: SeriesInput, options?: ArimaSeriesOptions): Float64Array;
  /** The inverse roots of the autoregressive and moving average factors. */
  roots(): ArimaRoots;
  /**
   * Tests of the {@link ArimaModel.residuals}: for autocorrelation, for clusters of large ones, for normality, with the
   * findings in plain words.
   *
   * @throws {@link InsufficientDataError} when they are too few for a test.
   * @throws {@link DegenerateSeriesError} when they are all of one size, or follow an exact rule.
   */
  diagnostics(series?: SeriesInput, options?: ArimaSeriesOptions): ArimaDiagnostics;
  /** The model as text, in the manner of R. */
  summary(): string;
  /** Plain sentences: the shape of the forecast and why, what it gains on a random walk, and what to try. */
  explain(): string;
  /**
   * Forecasts the steps after the last observation. The mean is the expected value, the intervals take the coefficients
   * as known.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, regressors are missing, or a
   * transformed value has no finite mean that far ahead.
   */
  forecast(options: ArimaForecastOptions): ArimaForecast;
  /**
   * A new model that has also seen `observations`, with the same parameters, by the exact filter; the cost does not
   * depend on the length of the history. `NaN` among bare numbers, and steps without an observation in a `PriceSeries`,
   * are missing values, of which the filter makes the best.
   *
   * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
   */
  append(observations: SeriesInput, options?: ArimaAppendOptions): ArimaModel;
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

/** The behaviour over a state, with what is known of it besides. */
export function createArimaModel(state: ArimaState, known?: UnstoredKnowledge): ArimaModel {
  return new FittedArima(fixedPart(parametersOf(state)), state.training, endOf(state), known);
}
