import { InvalidArgumentError } from '../../errors/index.js';
import { logRatio } from '../../math/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { appendedValues, type VolatilityAppendOptions } from './appendedValues.js';
import { appendReturns } from './appendReturns.js';
import { type GarchForecastOptions, resolveGarchForecastOptions } from './GarchForecastOptions.js';
import { type GarchForecast, garchForecast } from './garchForecast.js';
import { conditionalVariances, nextVariance } from './garchRecursion.js';
import {
  coefficientNames,
  type GarchConvergence,
  type GarchState,
  parseGarchState,
  persistenceOf,
} from './garchState.js';
import { garchSummary } from './garchSummary.js';
import { logReturnsOf, refuseTimed, type VolatilityInput } from './trainingReturns.js';

/** A fitted GARCH(1,1) or GJR model. */
export interface GarchModel extends FittedModel<'garch'> {
  readonly model: 'garch' | 'gjr';
  readonly distribution: 'normal' | 'student-t';
  /** What the observations are. */
  readonly input: VolatilityInput;
  /** The parameters by name, as many as there are: `mu`, `omega`, `alpha`, `gamma`, `beta`, `nu`. */
  readonly coefficients: Readonly<Record<string, number>>;
  /**
   * Their standard errors by the same names, from the observed information; `null` where there is none, because the
   * coefficient is on the edge of its region or the likelihood is flat.
   */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** The same standard errors by Bollerslev and Wooldridge, right also where the innovations are not of the distribution assumed. */
  readonly robustStandardErrors: Readonly<Record<string, number | null>>;
  /** The log-likelihood of the returns. */
  readonly logLikelihood: number;
  /** Akaike's criterion: -2 · logLikelihood + 2k, k being the number of coefficients. */
  readonly aic: number;
  /** The same criterion corrected for short series, by 2k(k + 1) / (n - k - 1), n counting returns. */
  readonly aicc: number;
  /** The Bayesian criterion: -2 · logLikelihood + k log(n). */
  readonly bic: number;
  /** The sum alpha + gamma / 2 + beta: what is left of a shock to the variance one step later. */
  readonly persistence: number;
  /** Whether the persistence is below 1, so that the variance returns to a level. */
  readonly isStationary: boolean;
  /** That level, omega / (1 - persistence); `null` where there is none. */
  readonly unconditionalVariance: number | null;
  /** Why the search for the maximum ended; `gradient` is the regular way. */
  readonly convergence: GarchConvergence;
  /**
   * The variance of each return given those before it; one fewer than prices. A model fresh from training remembers
   * those of its training series; any other, loaded or appended to, needs the series from its start.
   *
   * @throws {@link InvalidArgumentError} when the series is needed and absent.
   */
  conditionalVariances(series?: SeriesInput): Float64Array;
  /**
   * The standardised residuals, (r - mu) / √h, of variance about 1: what `ljungBoxTest` and `archLmTest` should find
   * nothing in. The series is needed as for {@link GarchModel.conditionalVariances}.
   *
   * @throws {@link InvalidArgumentError} when the series is needed and absent.
   */
  residuals(series?: SeriesInput): Float64Array;
  /** The model as text, in the manner of R. */
  summary(): string;
  /**
   * Forecasts prices, or returns, and the variances of the returns. The coefficients are taken as known.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or a number that far ahead is not
   * finite.
   */
  forecast(options: GarchForecastOptions): GarchForecast;
  /**
   * A new model that has also seen `observations`, with the same parameters, by the exact recursion; the cost does not
   * depend on the length of the history.
   *
   * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
   */
  append(observations: SeriesInput, options?: VolatilityAppendOptions): GarchModel;
  toJSON(): GarchState;
}

/**
 * The model that a stored state of kind `garch` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreGarch, trainGarch } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const model = trainGarch(simulateMarket({ seed: 7, length: 300 }));
 * const restored = restoreGarch(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).variance[0] === model.forecast({ horizon: 1 }).variance[0]; // => true
 * ```
 */
export function restoreGarch(state: unknown): GarchModel {
  return createGarchModel(parseGarchState(state));
}

/** Returns with their conditional variances. */
interface FilteredReturns {
  readonly returns: Float64Array;
  readonly variances: Float64Array;
}

/** The behaviour over a state; fresh from training the model remembers its filtered series. @internal */
export function createGarchModel(state: GarchState, remembered?: FilteredReturns): GarchModel {
  deepFreeze(state);
  const { training, input, omega, logLikelihood, n, lastValue, previousValue, mu = 0 } = state;
  const names = coefficientNames(state);
  const byName = <T>(values: readonly T[]) =>
    Object.freeze(Object.fromEntries(names.map((name, i) => [name, values[i]!])));
  const k = names.length;
  const aic = -2 * logLikelihood + 2 * k;
  const persistence = persistenceOf(state);
  const isStationary = persistence < 1;
  const errorOf = (value: number, before: number | undefined) =>
    (input === 'prices' ? logRatio(value, before!) : value) - mu;
  const filtered = (series: SeriesInput | undefined) =>
    series === undefined ? requireRemembered(remembered) : filter(state, series);
  return Object.freeze({
    kind: 'garch',
    training,
    model: state.gamma === undefined ? 'garch' : 'gjr',
    distribution: state.nu === undefined ? 'normal' : 'student-t',
    input,
    coefficients: byName(names.map((name) => state[name]!)),
    standardErrors: byName(state.standardErrors),
    robustStandardErrors: byName(state.robustStandardErrors),
    logLikelihood,
    aic,
    aicc: aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: -2 * logLikelihood + k * Math.log(n),
    persistence,
    isStationary,
    unconditionalVariance: isStationary ? omega / (1 - persistence) : null,
    convergence: state.convergence,
    conditionalVariances: (series) => filtered(series).variances.slice(),
    residuals(series) {
      const { returns, variances } = filtered(series);
      return returns.map((value, t) => (value - mu) / Math.sqrt(variances[t]!));
    },
    summary: () => garchSummary(state),
    forecast(options) {
      const resolved = resolveGarchForecastOptions(options);
      const firstVariance = nextVariance(state, errorOf(lastValue, previousValue), state.variance);
      return garchForecast({ training, input, lastValue, parameters: state, firstVariance }, resolved);
    },
    append(observations, options = {}) {
      const appended = appendedValues(training, observations, { input, options });
      const end = appendReturns(state, appended, (variance, last, before) =>
        nextVariance(state, errorOf(last, before), variance),
      );
      return createGarchModel({
        ...state,
        ...end,
        training: appended.training,
      });
    },
    toJSON: () => state,
  } satisfies GarchModel);
}

function filter(state: GarchState, series: SeriesInput): FilteredReturns {
  const values = valuesOf('series', series);
  if (state.input === 'returns') refuseTimed('series', series);
  const returns = state.input === 'prices' ? logReturnsOf('series', values) : values;
  return { returns, variances: conditionalVariances(state, returns, state.presampleVariance) };
}

function requireRemembered(remembered: FilteredReturns | undefined): FilteredReturns {
  if (remembered !== undefined) return remembered;
  throw new InvalidArgumentError({
    argument: 'series',
    value: undefined,
    expected: 'a series, since this model keeps none',
    hint: 'Only a model fresh from training remembers its series: pass it.',
  });
}
