import { normalQuantile } from '../math/index.js';
import { forecastTimestamps } from './forecastTimestamps.js';
import type { Forecast, PredictionInterval, TrainingSummary } from './model.js';
import { requireFiniteSteps } from './requireFiniteSteps.js';

/** The Gaussian predictive distribution of each step; both arrays have length `horizon`. */
export interface GaussianPath {
  readonly mean: Float64Array;
  readonly standardDeviation: Float64Array;
}

/**
 * A {@link Forecast} with the central intervals of normal distributions: `mean ± z · standardDeviation`, where
 * z is the normal quantile of (1 + level) / 2.
 *
 * @throws {@link InvalidArgumentError} where a forged or extreme state gives what is no finite number.
 * @internal
 */
export function gaussianForecast(
  training: TrainingSummary,
  { mean, standardDeviation }: GaussianPath,
  levels: readonly number[],
): Forecast {
  return Object.freeze({
    timestamps: forecastTimestamps(training, mean.length),
    mean: requireFiniteSteps(mean, 'the mean', 'Forecast less far.'),
    intervals: Object.freeze(levels.map((level) => centralInterval(level, mean, standardDeviation))),
  });
}

function centralInterval(
  level: number,
  mean: Float64Array,
  standardDeviation: Float64Array,
): PredictionInterval {
  const z = -normalQuantile((1 - level) / 2);
  const end = (sign: number) =>
    requireFiniteSteps(
      mean.map((value, i) => value + sign * z * standardDeviation[i]!),
      'an interval',
      'Forecast less far, or ask for lower levels.',
    );
  return Object.freeze({ level, lower: end(-1), upper: end(1) });
}
