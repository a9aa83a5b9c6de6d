import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../errors/index.js';
import type { Forecast } from '../models/index.js';
import { describeTime, isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import { coverage } from './metrics/coverage.js';
import { directionalAccuracy } from './metrics/directionalAccuracy.js';
import { mae } from './metrics/mae.js';
import { mape } from './metrics/mape.js';
import { mase } from './metrics/mase.js';
import { rmse } from './metrics/rmse.js';
import { smape } from './metrics/smape.js';

/** Options of {@link evaluateForecast}. */
export interface EvaluateForecastOptions {
  /** The data the model was trained on, ending right before the forecast; needed for `mase` and direction. */
  readonly insample?: SeriesInput | undefined;
  /** The length of the season in steps for `mase`. Default 1. */
  readonly season?: number | undefined;
}

/** How often the intervals of one level held the actual value. */
export interface IntervalCoverage {
  /** The probability the intervals were meant to cover, a fraction. */
  readonly level: number;
  /** The fraction of steps they did cover. */
  readonly coverage: number;
}

/** What {@link evaluateForecast} measures without training data. Plain, JSON-safe numbers. */
export interface ForecastMetrics {
  /** The number of steps compared. */
  readonly n: number;
  /** See {@link mae}. */
  readonly mae: number;
  /** See {@link rmse}. */
  readonly rmse: number;
  /** See {@link mape}, in percent; `null` when an actual value is 0, where it does not exist. */
  readonly mape: number | null;
  /** See {@link smape}, in percent from 0 to 200. */
  readonly smape: number;
  /** One entry for each level of the forecast, ascending; empty for bare numbers. */
  readonly intervals: readonly IntervalCoverage[];
}

/** What {@link evaluateForecast} measures when it knows the training data. */
export interface ScaledForecastMetrics extends ForecastMetrics {
  /** See {@link mase}. */
  readonly mase: number;
  /** See {@link directionalAccuracy}, seen from the last training value. */
  readonly directionalAccuracy: number;
}

/**
 * Measures a forecast against what really happened, by every metric at once.
 *
 * `forecast` is a model's forecast or bare numbers, `actual` a `PriceSeries` or bare numbers, equally many and
 * at least one. When both a forecast and a `PriceSeries` carry timestamps these must agree, step by step, and
 * `insample` must end before them: a shifted comparison is refused instead of looking good. `mase` and
 * `directionalAccuracy` are there when `insample` is.
 *
 * @throws {@link InvalidArgumentError} when lengths or timestamps differ, or an option is unknown.
 * @throws {@link DegenerateSeriesError} when `insample` never changes, so that `mase` has no scale.
 * @throws {@link InsufficientDataError} when there is no value, or `insample` is not longer than the season.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { evaluateForecast, trainNaive } from 'coincast';
 *
 * const insample = [100, 102, 101, 104];
 * const forecast = trainNaive(insample).forecast({ horizon: 2, levels: [0.8] });
 * const metrics = evaluateForecast(forecast, [105, 107], { insample });
 * metrics.mae; // => 2
 * metrics.mase; // => 1
 * metrics.intervals; // => [{ level: 0.8, coverage: 1 }]
 * ```
 */
export function evaluateForecast(
  forecast: Forecast | SeriesInput,
  actual: SeriesInput,
  options: EvaluateForecastOptions & { readonly insample: SeriesInput },
): ScaledForecastMetrics;
export function evaluateForecast(
  forecast: Forecast | SeriesInput,
  actual: SeriesInput,
  options?: EvaluateForecastOptions,
): ForecastMetrics & Partial<ScaledForecastMetrics>;
export function evaluateForecast(
  forecast: Forecast | SeriesInput,
  actual: SeriesInput,
  options: EvaluateForecastOptions = {},
): ForecastMetrics & Partial<ScaledForecastMetrics> {
  requireKnownKeys('evaluateForecast options', options, ['insample', 'season']);
  const { insample, season = 1 } = options;
  requireInteger('season', season, { min: 1 });
  const mean = isForecast(forecast) ? forecast.mean : forecast;
  const timestamps = timestampsOf(forecast);
  const actuals = valuesOf('actual', actual, { minLength: 1, operation: 'evaluateForecast' });
  if (timestamps !== undefined) requireAligned(timestamps, actual, insample);
  return {
    n: actuals.length,
    mae: mae(actuals, mean),
    rmse: rmse(actuals, mean),
    mape: actuals.includes(0) ? null : mape(actuals, mean),
    smape: smape(actuals, mean),
    ...(insample === undefined ? {} : againstTraining(actuals, mean, insample, season)),
    intervals: isForecast(forecast)
      ? forecast.intervals.map((interval) => ({
          level: interval.level,
          coverage: coverage(actuals, interval),
        }))
      : [],
  };
}

function againstTraining(actual: SeriesInput, forecast: SeriesInput, insample: SeriesInput, season: number) {
  const scaled = mase(actual, forecast, { insample, season });
  const previous = valuesOf('insample', insample).at(-1)!;
  return { mase: scaled, directionalAccuracy: directionalAccuracy(actual, forecast, { previous }) };
}

function isForecast(input: Forecast | SeriesInput): input is Forecast {
  return typeof input === 'object' && input !== null && 'mean' in input && 'intervals' in input;
}

function timestampsOf(input: Forecast | SeriesInput): Float64Array | undefined {
  return isForecast(input) || isPriceSeries(input) ? input.timestamps : undefined;
}

function requireAligned(
  timestamps: Float64Array,
  actual: SeriesInput,
  insample: SeriesInput | undefined,
): void {
  if (isPriceSeries(actual)) {
    const index = actual.timestamps.findIndex((time, i) => i < timestamps.length && time !== timestamps[i]);
    if (index >= 0) {
      throw new InvalidArgumentError({
        argument: `actual.timestamps[${index}]`,
        value: describeTime(actual.timestamps[index]!),
        expected: `${describeTime(timestamps[index]!)}, the time of the forecast's step ${index + 1}`,
        hint: 'Cut the series to the steps that were forecast, or pass its prices to compare by position.',
      });
    }
  }
  if (insample !== undefined && isPriceSeries(insample)) {
    const last = insample.timestamps.at(-1)!;
    if (last >= timestamps[0]!) {
      throw new InvalidArgumentError({
        argument: 'insample',
        value: describeTime(last),
        expected: `data before ${describeTime(timestamps[0]!)}, the first step of the forecast`,
        hint: 'Give the training data without the held-out steps.',
      });
    }
  }
}
