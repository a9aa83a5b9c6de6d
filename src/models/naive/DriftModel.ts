import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { gaussianForecast } from '../gaussianForecast.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import { type DriftState, parseDriftState } from './driftState.js';

/** A model whose forecast continues the line from the first training observation through the last. */
export interface DriftModel extends FittedModel<'drift'> {
  /** The change a step, in the units of the series. */
  readonly slope: number;
  /** The standard deviation of one step about the slope, in the units of the series. */
  readonly sigma: number;
  append(observations: SeriesInput): DriftModel;
  toJSON(): DriftState;
}

/**
 * The model that a stored state of kind `drift` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreDrift, trainDrift } from 'coincast';
 *
 * const text = JSON.stringify(trainDrift([100, 102, 101, 103]));
 * restoreDrift(JSON.parse(text)).forecast({ horizon: 1 }).mean[0]; // => 104
 * ```
 */
export function restoreDrift(state: unknown): DriftModel {
  return createDriftModel(parseDriftState(state));
}

/** The behaviour over a state. */
export function createDriftModel(state: DriftState): DriftModel {
  deepFreeze(state);
  const { training, lastValue, slope, sigma, steps } = state;
  return Object.freeze({
    kind: 'drift',
    training,
    slope,
    sigma,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const ahead = Float64Array.from({ length: horizon }, (_, i) => i + 1);
      const mean = ahead.map((h) => lastValue + h * slope);
      const standardDeviation = ahead.map((h) => sigma * Math.sqrt(h * (1 + h / steps)));
      return gaussianForecast(training, { mean, standardDeviation }, levels);
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      const last = extended.values[extended.values.length - 1] ?? lastValue;
      return createDriftModel({ ...state, training: extended.training, lastValue: last + 0 });
    },
    toJSON: () => state,
  } satisfies DriftModel);
}
