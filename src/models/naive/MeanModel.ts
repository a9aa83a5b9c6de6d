import { studentQuantile } from '../../math/index.js';
import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { forecastTimestamps } from '../forecastTimestamps.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import { type MeanState, parseMeanState } from './meanState.js';

/** A model whose forecast is the mean of the training series. */
export interface MeanModel extends FittedModel<'mean'> {
  /** The mean of the training data, in their units. */
  readonly mean: number;
  /** The standard deviation of the observations, in the units of the series. */
  readonly sigma: number;
  append(observations: SeriesInput): MeanModel;
  toJSON(): MeanState;
}

/**
 * The model that a stored state of kind `mean` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreMean, trainMean } from 'coincast';
 *
 * const text = JSON.stringify(trainMean([0.01, -0.02, 0.04]));
 * restoreMean(JSON.parse(text)).forecast({ horizon: 1 }).mean[0]; // => 0.01
 * ```
 */
export function restoreMean(state: unknown): MeanModel {
  return createMeanModel(parseMeanState(state));
}

/** The behaviour over a state. */
export function createMeanModel(state: MeanState): MeanModel {
  deepFreeze(state);
  const { training, mean, sigma, n } = state;
  const standardError = sigma * Math.sqrt(1 + 1 / n);
  return Object.freeze({
    kind: 'mean',
    training,
    mean,
    sigma,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const all = (value: number) => new Float64Array(horizon).fill(value);
      const intervals = levels.map((level) => {
        const half = -studentQuantile((1 - level) / 2, n - 1) * standardError;
        return Object.freeze({ level, lower: all(mean - half), upper: all(mean + half) });
      });
      return Object.freeze({
        timestamps: forecastTimestamps(training, horizon),
        mean: all(mean),
        intervals: Object.freeze(intervals),
      });
    },
    append(observations) {
      return createMeanModel({ ...state, training: extendTraining(training, observations).training });
    },
    toJSON: () => state,
  } satisfies MeanModel);
}
