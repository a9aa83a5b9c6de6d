import { normalQuantile } from '../../math/index.js';
import type { PredictionInterval, TrainingSummary } from '../model.js';
import type { HarFit } from './harRegression.js';
import { meanOfLast } from './harRegression.js';
import {
  assembled,
  requireFinite,
  type VolatilityForecast,
  volatilityForecast,
} from './VolatilityForecast.js';

/** What a forecast starts from. */
export interface HarOrigin {
  readonly training: TrainingSummary;
  readonly input: 'prices' | 'variances';
  readonly fit: Pick<HarFit, 'intercept' | 'slopes' | 'sigma'>;
  readonly lags: readonly number[];
  readonly period: number;
  readonly floor: number;
  /** The whole days, the last as many as the longest lag. */
  readonly days: readonly number[];
  /** The number of steps of the day under way that are past. */
  readonly past: number;
  readonly lastValue: number;
}

/** The forecast of a HAR model. @throws {@link InvalidArgumentError} when it ends to be finite. @internal */
export function harForecast(
  origin: HarOrigin,
  { horizon, levels }: { readonly horizon: number; readonly levels: readonly number[] },
): VolatilityForecast {
  const { training, input, period, past, lastValue } = origin;
  const dayOf = (step: number) => Math.floor((past + step) / period);
  const days = expectedDays(origin, dayOf(horizon - 1) + 1);
  const variance = requireFinite(
    Float64Array.from({ length: horizon }, (_, step) => days[dayOf(step)]! / period),
  );
  if (input === 'prices') {
    const path = { training, input, lastValue, drift: 0, variance };
    return volatilityForecast(path, levels, normalQuantile);
  }
  const deviation = forecastDeviations(origin, horizon);
  const intervals = levels.map((level): PredictionInterval => {
    const z = -normalQuantile((1 - level) / 2);
    return Object.freeze({
      level,
      lower: variance.map((value, h) => Math.max(0, value - z * deviation[h]!)),
      upper: requireFinite(variance.map((value, h) => value + z * deviation[h]!)),
    });
  });
  return assembled(training, { mean: variance.slice(), intervals, variance });
}

/** The regression day after day, each forecast standing in for the day it is of. */
function expectedDays({ fit, lags, floor, days }: HarOrigin, count: number): Float64Array {
  const longest = days.length;
  const path = new Float64Array(longest + count);
  path.set(days);
  for (let day = longest; day < path.length; day++) {
    let value = fit.intercept;
    lags.forEach((lag, i) => {
      value += fit.slopes[i]! * meanOfLast(path, day, lag);
    });
    path[day] = Math.max(floor, value);
  }
  return path.subarray(longest);
}

/** Standard deviations of the errors of the forecasts, from the weights of past shocks in the autoregression. */
function forecastDeviations({ fit, lags, days }: HarOrigin, horizon: number): Float64Array {
  const longest = days.length;
  const weights = new Float64Array(longest + horizon);
  weights[longest] = 1;
  let sum = 0;
  return Float64Array.from({ length: horizon }, (_, h) => {
    const at = longest + h;
    if (h > 0) {
      lags.forEach((lag, i) => {
        weights[at] = weights[at]! + fit.slopes[i]! * meanOfLast(weights, at, lag);
      });
    }
    sum += weights[at]! ** 2;
    return fit.sigma * Math.sqrt(sum);
  });
}
