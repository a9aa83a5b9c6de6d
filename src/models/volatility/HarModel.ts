import { logRatio } from '../../math/index.js';
import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import type { FittedModel, ForecastOptions } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { appendedValues, type VolatilityAppendOptions } from './appendedValues.js';
import { harForecast } from './harForecast.js';
import { type HarState, parseHarState } from './harState.js';
import { requireNotNegative } from './trainingVariances.js';
import type { VolatilityForecast } from './VolatilityForecast.js';

/** A fitted heterogeneous autoregression of realised variances. */
export interface HarModel extends FittedModel<'har'> {
  /** What the observations are. */
  readonly input: 'prices' | 'variances';
  /** The number of observations in a day. */
  readonly period: number;
  /** The numbers of days whose means explain the next. */
  readonly lags: readonly number[];
  /** By name: `intercept`, then `lag1`, `lag5` and so on, of the mean over so many days. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** Their ordinary standard errors by the same names, which assume errors of equal variance. */
  readonly standardErrors: Readonly<Record<string, number>>;
  /** The standard deviation of a day's error, in units of variance. */
  readonly sigma: number;
  /** The part of the variation of the days that the regression explains, from 0 to 1. */
  readonly rSquared: number;
  /** The sum of the slopes: below 1 the variance returns to a level. */
  readonly persistence: number;
  /**
   * Forecasts prices, or variances, and the variances of the returns: those of a day are spread evenly over its steps.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or a number that far ahead is not
   * finite.
   */
  forecast(options: ForecastOptions): VolatilityForecast;
  /**
   * A new model that has also seen `observations`, with the same coefficients. A day counts once it is whole; until
   * then its steps to come are forecast from the days before it.
   *
   * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
   */
  append(observations: SeriesInput, options?: VolatilityAppendOptions): HarModel;
  toJSON(): HarState;
}

/**
 * The model that a stored state of kind `har` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreHar, trainHar } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const model = trainHar(simulateMarket({ seed: 7, length: 2000 }));
 * const restored = restoreHar(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).variance[0] === model.forecast({ horizon: 1 }).variance[0]; // => true
 * ```
 */
export function restoreHar(state: unknown): HarModel {
  return createHarModel(parseHarState(state));
}

/** The behaviour over a state. @internal */
export function createHarModel(state: HarState): HarModel {
  deepFreeze(state);
  const { training, input, period, lags, slopes, floor, lastValue, steps } = state;
  const byName = (values: readonly number[]) =>
    Object.freeze(
      Object.fromEntries(
        ['intercept', ...lags.map((lag) => `lag${lag}`)].map((name, i) => [name, values[i]!]),
      ),
    );
  return Object.freeze({
    kind: 'har',
    training,
    input,
    period,
    lags,
    coefficients: byName([state.intercept, ...slopes]),
    standardErrors: byName(state.standardErrors),
    sigma: state.sigma,
    rSquared: state.rSquared,
    persistence: slopes.reduce((sum, slope) => sum + slope, 0),
    forecast(options) {
      const resolved = resolveForecastOptions(options);
      const isWhole = steps === period;
      const days = isWhole ? [...state.days.slice(1), wholeDay(state)] : state.days;
      const past = isWhole ? 0 : steps;
      return harForecast(
        { training, input, fit: state, lags, period, floor, days, past, lastValue },
        resolved,
      );
    },
    append(observations, options = {}) {
      const appended = appendedValues(training, observations, { input, options });
      if (input === 'variances') requireNotNegative('observations', appended.values);
      const end: End = { ...state, days: state.days.slice() };
      appended.values.forEach((value, t) => {
        if (t > 0 || !appended.replaceLast) passOver(end, period);
        end.lastValue = value + 0;
      });
      return createHarModel({ ...state, ...end, training: appended.training });
    },
    toJSON: () => state,
  } satisfies HarModel);
}

interface End {
  readonly input: HarState['input'];
  readonly days: number[];
  steps: number;
  sum: number;
  lastValue: number;
  previousValue?: number;
}

/** Counts in the last observation, which another one is to follow. */
function passOver(end: End, period: number): void {
  if (end.steps === period) {
    end.days.shift();
    end.days.push(wholeDay(end));
    end.steps = 0;
    end.sum = 0;
  } else end.sum = wholeDay(end);
  end.steps++;
  if (end.input === 'prices') end.previousValue = end.lastValue;
}

/** The day under way with the last observation. */
function wholeDay({
  input,
  sum,
  lastValue,
  previousValue,
}: Pick<HarState, 'input' | 'sum' | 'lastValue' | 'previousValue'>): number {
  return input === 'prices' ? sum + logRatio(lastValue, previousValue!) ** 2 : lastValue;
}
