import { createRandomStream, normalQuantile } from '../../math/index.js';
import { forecastTimestamps } from '../forecastTimestamps.js';
import { type GaussianPath, gaussianForecast } from '../gaussianForecast.js';
import type { Forecast, TrainingSummary } from '../model.js';
import { pathIntervals } from '../pathIntervals.js';
import { requireFiniteSteps } from '../requireFiniteSteps.js';
import { type BoxCox, backTransformed, expectedValue, medianOf } from '../transform.js';
import type { ResolvedArimaForecastOptions } from './arimaForecastOptions.js';
import type { ExactFilter } from './ExactFilter.js';
import { forecastPath } from './forecastPath.js';
import { samplePaths } from './samplePaths.js';

/** A forecast of an ARIMA model. */
export interface ArimaForecast extends Forecast {
  /** The sample paths the intervals come from, in the units of the series; only with methods that draw some. */
  readonly paths?: readonly Float64Array[];
}

/** A model's knowledge, as far as a forecast needs it. */
export interface ForecastSource {
  readonly training: TrainingSummary;
  /** A filter that has seen the last observation. */
  readonly filter: ExactFilter;
  readonly sigma2: number;
  readonly transform: BoxCox | undefined;
  /** What the regressors add to each step of the transformed values. */
  readonly effect: Float64Array | undefined;
  /** The residuals to draw from. */
  readonly residuals: () => Float64Array;
}

/** The forecast of an ARIMA model. @internal */
export function arimaForecast(source: ForecastSource, options: ResolvedArimaForecastOptions): ArimaForecast {
  const { training, filter, sigma2, transform, effect } = source;
  const { horizon, levels, method, biasAdjusted } = options;
  const path = forecastPath(filter, sigma2, horizon);
  if (method !== 'gaussian') return sampledForecast(source, options, path);
  if (effect !== undefined) add(path.mean, effect);
  if (transform === undefined) return gaussianForecast(training, path, levels);
  const intervals = levels.map((level) => {
    const z = -normalQuantile((1 - level) / 2);
    const bound = (sign: number) =>
      path.mean.map((mean, h) => backTransformed(mean + sign * z * path.standardDeviation[h]!, transform));
    return Object.freeze({
      level,
      lower: finite(bound(-1), 'an interval', transform),
      upper: finite(bound(1), 'an interval', transform),
    });
  });
  return Object.freeze({
    timestamps: forecastTimestamps(training, horizon),
    mean: centre(path, transform, biasAdjusted),
    intervals: Object.freeze(intervals),
  });
}

function sampledForecast(
  { training, filter, sigma2, transform, effect, residuals }: ForecastSource,
  { horizon, levels, method, biasAdjusted, paths: count, seed }: ResolvedArimaForecastOptions,
  path: GaussianPath,
): ArimaForecast {
  const random = createRandomStream(seed);
  const sigma = Math.sqrt(sigma2);
  const pool = method === 'bootstrap' ? residuals() : new Float64Array(0);
  const draw =
    method === 'bootstrap'
      ? () => pool[Math.floor(random.uniform() * pool.length)]!
      : () => sigma * random.normal();
  const paths = samplePaths(filter, { mean: path.mean, count, sigma, random, draw });
  for (const each of paths) {
    if (effect !== undefined) add(each, effect);
    finite(medianOf(each, transform), 'a sample path', transform);
  }
  if (effect !== undefined) add(path.mean, effect);
  return Object.freeze({
    timestamps: forecastTimestamps(training, horizon),
    mean:
      method === 'bootstrap' && transform !== undefined && biasAdjusted
        ? meanOf(paths, horizon)
        : centre(path, transform, biasAdjusted),
    intervals: pathIntervals(paths, levels),
    paths: Object.freeze(paths),
  });
}

/** The expected values, or the medians, in the units of the series. */
function centre(
  { mean, standardDeviation }: GaussianPath,
  transform: BoxCox | undefined,
  biasAdjusted: boolean,
): Float64Array {
  if (transform === undefined) return finite(mean, 'the mean', transform);
  const values = biasAdjusted
    ? mean.map((value, h) => expectedValue(value, standardDeviation[h]!, transform))
    : mean.map((value) => backTransformed(value, transform));
  return finite(values, biasAdjusted ? 'the expected value' : 'the median', transform);
}

function meanOf(paths: readonly Float64Array[], horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) =>
    paths.reduce((sum, path) => sum + path[h]! / paths.length, 0),
  );
}

function add(values: Float64Array, terms: Float64Array): void {
  for (let h = 0; h < values.length; h++) values[h] = values[h]! + terms[h]!;
}

/** Far ahead a transformed value may lie where the transformation cannot be undone. */
function finite(values: Float64Array, what: string, transform: BoxCox | undefined): Float64Array {
  return requireFiniteSteps(
    values,
    what,
    transform !== undefined && transform.lambda < 0
      ? 'A negative Box-Cox lambda has a largest value: forecast less far, ask for lower levels or biasAdjusted: false, or train with "log".'
      : 'Forecast less far.',
  );
}
