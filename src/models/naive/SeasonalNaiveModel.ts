import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { gaussianForecast } from '../gaussianForecast.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import { parseSeasonalNaiveState, type SeasonalNaiveState } from './seasonalNaiveState.js';

/** A model whose forecast is the observation one season, or several, before. */
export interface SeasonalNaiveModel extends FittedModel<'seasonal-naive'> {
  /** The number of observations of a season. */
  readonly period: number;
  /** The standard deviation of the change over one season, in the units of the series. */
  readonly sigma: number;
  append(observations: SeriesInput): SeasonalNaiveModel;
  toJSON(): SeasonalNaiveState;
}

/**
 * The model that a stored state of kind `seasonal-naive` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreSeasonalNaive, trainSeasonalNaive } from 'coincast';
 *
 * const text = JSON.stringify(trainSeasonalNaive([5, 7, 6, 8], { period: 2 }));
 * restoreSeasonalNaive(JSON.parse(text)).forecast({ horizon: 1 }).mean[0]; // => 6
 * ```
 */
export function restoreSeasonalNaive(state: unknown): SeasonalNaiveModel {
  return createSeasonalNaiveModel(parseSeasonalNaiveState(state));
}

/** The behaviour over a state. */
export function createSeasonalNaiveModel(state: SeasonalNaiveState): SeasonalNaiveModel {
  deepFreeze(state);
  const { training, lastSeason, sigma } = state;
  const period = lastSeason.length;
  return Object.freeze({
    kind: 'seasonal-naive',
    training,
    period,
    sigma,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const mean = Float64Array.from({ length: horizon }, (_, h) => lastSeason[h % period]!);
      const standardDeviation = mean.map((_, h) => sigma * Math.sqrt(Math.floor(h / period) + 1));
      return gaussianForecast(training, { mean, standardDeviation }, levels);
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      const added = Array.from(extended.values.subarray(-period), (value) => value + 0);
      return createSeasonalNaiveModel({
        ...state,
        training: extended.training,
        lastSeason: [...lastSeason.slice(added.length), ...added],
      });
    },
    toJSON: () => state,
  } satisfies SeasonalNaiveModel);
}
