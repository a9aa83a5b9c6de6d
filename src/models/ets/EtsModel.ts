import { NonFiniteValueError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { countEtsParameters, describeEts, type EtsForm, needsPositive } from './EtsForm.js';
import { type EtsForecast, type EtsForecastOptions, etsForecast } from './etsForecast.js';
import { createEtsRun, type EtsRun, runEts } from './etsRecursion.js';
import { type EtsLevels, type EtsParameters, type EtsState, parseEtsState } from './etsState.js';

/** A form that was fitted, or why it was not. */
export interface TriedEts {
  /** Such as `ETS(A,Ad,N)`. */
  readonly name: string;
  readonly form: EtsForm;
  /** The criterion by which forms were compared; lower is better. */
  readonly criterion: number;
}

/** A fitted exponential smoothing model. */
export interface EtsModel extends FittedModel<'ets'>, EtsParameters {
  /** The usual name of the form, such as `ETS(A,Ad,N)`. */
  readonly name: string;
  /** Akaike's criterion: -2 · logLikelihood + 2k, the k parameters being those estimated, first states and variance. */
  readonly aic: number;
  /** The same criterion corrected for short series, by 2k(k + 1) / (n - k - 1). */
  readonly aicc: number;
  /** The Bayesian criterion: -2 · logLikelihood + k log(n). */
  readonly bic: number;
  /** Level, slope and season after the last observation. */
  readonly last: EtsLevels;
  /** The forms compared, the best first; absent where one was given, and in a model loaded or appended to. */
  readonly tried?: readonly TriedEts[];
  /**
   * The one-step errors over a series from its beginning, such as that of the training: in units of the series, or
   * relative to the forecast with multiplicative errors. Linear in the length.
   *
   * @throws {@link NonFiniteValueError}, {@link InsufficientDataError}, {@link DegenerateSeriesError}
   */
  residuals(series: SeriesInput): Float64Array;
  /** The one-step forecasts that belong to {@link EtsModel.residuals}. */
  fitted(series: SeriesInput): Float64Array;
  /**
   * Forecasts the steps after the last observation, the parameters taken as known.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
   */
  forecast(options: EtsForecastOptions): EtsForecast;
  append(observations: SeriesInput): EtsModel;
  toJSON(): EtsState;
}

/**
 * The model that a stored state of kind `ets` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreEts, trainEts } from 'coincast';
 *
 * const model = trainEts([5, 7, 4, 8, 6, 9, 5, 8], { model: 'simple' });
 * const restored = restoreEts(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).mean[0] === model.forecast({ horizon: 1 }).mean[0]; // => true
 * ```
 */
export function restoreEts(state: unknown): EtsModel {
  return createEtsModel(parseEtsState(state));
}

/** The behaviour over a state. */
export function createEtsModel(state: EtsState, tried?: readonly TriedEts[]): EtsModel {
  deepFreeze(state);
  const { kind, version: _, ...parts } = state;
  return Object.freeze({
    kind,
    ...parts,
    name: describeEts(state.form),
    ...etsCriteria(state),
    ...(tried === undefined ? {} : { tried }),
    residuals: (series) => rerun(state, series).errors,
    fitted: (series) => rerun(state, series).fitted,
    forecast: (options) => etsForecast(state, options),
    append(observations) {
      const { values, training } = extendTraining(state.training, observations);
      if (values.length === 0) return createEtsModel(state);
      requirePositive('observations', values, state.form);
      return createEtsModel({
        ...state,
        training,
        last: lastLevels(runFrom(state, state.last, values, false)),
      });
    },
    toJSON: () => state,
  } satisfies EtsModel);
}

/** The criteria of a fitted model. @internal */
export function etsCriteria({
  form,
  period = 1,
  n,
  logLikelihood,
}: Pick<EtsParameters, 'form' | 'period' | 'n' | 'logLikelihood'>) {
  const k = countEtsParameters(form, period);
  const aic = -2 * logLikelihood + 2 * k;
  return {
    aic,
    aicc: aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: -2 * logLikelihood + k * Math.log(n),
  };
}

/** The states after a run. @internal */
export function lastLevels(
  { codes, values, period, levels, slopes, seasonals }: EtsRun,
  scale = 1,
): EtsLevels {
  return levelsAt(codes, levels[values.length]!, slopes[values.length]!, seasonals.subarray(-period), scale);
}

/** The states before a run. @internal */
export function firstLevels({ codes, period, levels, slopes, seasonals }: EtsRun, scale = 1): EtsLevels {
  return levelsAt(codes, levels[0]!, slopes[0]!, seasonals.subarray(0, period), scale);
}

/** Adding 0 makes 0 of -0, which JSON does not know. */
function levelsAt(
  { trend, season }: EtsRun['codes'],
  level: number,
  slope: number,
  seasonals: Float64Array,
  scale: number,
): EtsLevels {
  return {
    level: level * scale + 0,
    ...(trend === 0 ? {} : { slope: (trend === 1 ? slope * scale : slope) + 0 }),
    ...(season === 0
      ? {}
      : { seasonals: Array.from(seasonals, (term) => (season === 1 ? term * scale : term) + 0) }),
  };
}

/** Refuses values a form has no errors for. @internal */
export function requirePositive(argument: string, values: Float64Array, form: EtsForm): void {
  if (!needsPositive(form)) return;
  const index = values.findIndex((value) => value <= 0);
  if (index === -1) return;
  const expected = `a positive number, since ${describeEts(form)} multiplies`;
  throw new NonFiniteValueError({ argument, index, value: values[index], expected });
}

function rerun(state: EtsState, series: SeriesInput): EtsRun {
  const values = trainingValues(series, { minLength: 1, operation: 'residuals' });
  requirePositive('series', values, state.form);
  return runFrom(state, state.initial, values, true);
}

/** The recursions go on whatever the forecasts, so that errors need not be relative where nobody asks for them. */
function runFrom(
  { form, period = 1, alpha, beta = 0, gamma = 0, phi = 1 }: EtsState,
  { level, slope = 0, seasonals = [] }: EtsLevels,
  values: Float64Array,
  needsErrors: boolean,
): EtsRun {
  const run = createEtsRun(needsErrors ? form : { ...form, error: 'additive' }, values, period);
  run.levels[0] = level;
  run.slopes[0] = slope;
  run.seasonals.set(seasonals);
  if (runEts(run, { alpha, beta, gamma, phi }) === undefined) {
    const expected = `values near those ${describeEts(form)} was fitted to, so that its level stays positive`;
    const index = values.length - 1;
    throw new NonFiniteValueError({ argument: 'observations', index, value: values[index], expected });
  }
  return run;
}
