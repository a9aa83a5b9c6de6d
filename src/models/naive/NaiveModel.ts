import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { gaussianForecast } from '../gaussianForecast.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import { type NaiveState, parseNaiveState } from './naiveState.js';

/** A model whose forecast is the last observation. */
export interface NaiveModel extends FittedModel<'naive'> {
  /** The standard deviation of one step, in the units of the series. */
  readonly sigma: number;
  append(observations: SeriesInput): NaiveModel;
  toJSON(): NaiveState;
}

/**
 * The model that a stored state of kind `naive` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreNaive, trainNaive } from 'coincast';
 *
 * const text = JSON.stringify(trainNaive([100, 102, 101]));
 * restoreNaive(JSON.parse(text)).forecast({ horizon: 1 }).mean[0]; // => 101
 * ```
 */
export function restoreNaive(state: unknown): NaiveModel {
  return createNaiveModel(parseNaiveState(state));
}

/** The behaviour over a state. */
export function createNaiveModel(state: NaiveState): NaiveModel {
  deepFreeze(state);
  const { training, lastValue, sigma } = state;
  return Object.freeze({
    kind: 'naive',
    training,
    sigma,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const mean = new Float64Array(horizon).fill(lastValue);
      const standardDeviation = mean.map((_, i) => sigma * Math.sqrt(i + 1));
      return gaussianForecast(training, { mean, standardDeviation }, levels);
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      const last = extended.values[extended.values.length - 1] ?? lastValue;
      return createNaiveModel({ ...state, training: extended.training, lastValue: last + 0 });
    },
    toJSON: () => state,
  } satisfies NaiveModel);
}
