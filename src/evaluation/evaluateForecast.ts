import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../errors/index.js';
import type { Forecast } from '../models/index.js';
import { describeTime, isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import type {
  EvaluateForecastOptions,
  ForecastMetrics,
  IntervalMetrics,
  ScaledForecastMetrics,
  ScaledIntervalMetrics,
} from './ForecastMetrics.js';
import { bias } from './metrics/bias.js';
import { coverage } from './metrics/coverage.js';
import { crps } from './metrics/crps.js';
import { directionalAccuracy } from './metrics/directionalAccuracy.js';
import { mae } from './metrics/mae.js';
import { mape } from './metrics/mape.js';
import { mase } from './metrics/mase.js';
import { msis } from './metrics/msis.js';
import { pinballLoss } from './metrics/pinballLoss.js';
import { rmse } from './metrics/rmse.js';
import { rmsse } from './metrics/rmsse.js';
import { definedSkill } from './metrics/skillScore.js';
import { smape } from './metrics/smape.js';
import { theilU } from './metrics/theilU.js';
import { winkler } from './metrics/winkler.js';

/**
 * Measures a forecast against what really happened, by every metric at once.
 *
 * `forecast` is a model's forecast or bare numbers, `actual` a `PriceSeries` or bare numbers, equally many and
 * at least one. When both a forecast and a `PriceSeries` carry timestamps these must agree, step by step, and
 * `insample` must end before them: a shifted comparison is refused instead of looking good. What needs training
 * data (`mase`, `rmsse`, `msis`, `directionalAccuracy`, `skillScore`) is there when `insample` is. What does not exist
 * for the data, such as `mape` of an actual value of 0, is `null`; a scale that `insample` cannot give is refused.
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
 * metrics.skillScore; // => 0
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
): ForecastMetrics & Partial<Omit<ScaledForecastMetrics, keyof ForecastMetrics>>;
export function evaluateForecast(
  forecast: Forecast | SeriesInput,
  actual: SeriesInput,
  options: EvaluateForecastOptions = {},
): ForecastMetrics & Partial<Omit<ScaledForecastMetrics, keyof ForecastMetrics>> {
  requireKnownKeys('evaluateForecast options', options, ['insample', 'season']);
  const { insample, season = 1 } = options;
  requireInteger('season', season, { min: 1 });
  const mean = isForecast(forecast) ? forecast.mean : forecast;
  const timestamps = timestampsOf(forecast);
  const actuals = valuesOf('actual', actual, { minLength: 1, operation: 'evaluateForecast' });
  if (timestamps !== undefined) requireAligned(timestamps, actual, insample);
  const metrics: ForecastMetrics = {
    n: actuals.length,
    mae: mae(actuals, mean),
    rmse: rmse(actuals, mean),
    bias: bias(actuals, mean),
    mape: actuals.includes(0) ? null : mape(actuals, mean),
    smape: smape(actuals, mean),
    theilU: hasTheilU(actuals) ? theilU(actuals, mean) : null,
    crps: isForecast(forecast) ? crpsOfForecast(actuals, forecast) : null,
    intervals: isForecast(forecast) ? intervalMetrics(actuals, forecast) : [],
  };
  if (insample === undefined) return metrics;
  const scale = { insample, season };
  return { ...metrics, ...againstTraining(metrics, actuals, mean, scale), intervals: scaled() };

  function scaled(): ScaledIntervalMetrics[] {
    return metrics.intervals.map((measured, k) => {
      const { level, lower, upper } = (forecast as Forecast).intervals[k]!;
      return { ...measured, msis: msis(actuals, { level, lower, upper }, scale) };
    });
  }
}

function againstTraining(
  { mae: error }: ForecastMetrics,
  actual: Float64Array,
  forecast: SeriesInput,
  scale: { readonly insample: SeriesInput; readonly season: number },
) {
  const previous = valuesOf('insample', scale.insample).at(-1)!;
  const naive = mae(
    actual,
    actual.map(() => previous),
  );
  return {
    mase: mase(actual, forecast, scale),
    rmsse: rmsse(actual, forecast, scale),
    directionalAccuracy: directionalAccuracy(actual, forecast, { previous }),
    skillScore: definedSkill(error, naive),
  };
}

function intervalMetrics(actual: Float64Array, { intervals }: Forecast): IntervalMetrics[] {
  return intervals.map(({ level, lower, upper }) => ({
    level,
    coverage: coverage(actual, { lower, upper }),
    winkler: winkler(actual, { level, lower, upper }),
    pinballLower: pinballLoss(actual, lower, { probability: (1 - level) / 2 }),
    pinballUpper: pinballLoss(actual, upper, { probability: (1 + level) / 2 }),
  }));
}

/** From the sample paths of a forecast that has some, else from its intervals and its mean. */
function crpsOfForecast(actual: Float64Array, forecast: Forecast): number | null {
  const { paths } = forecast as { readonly paths?: readonly Float64Array[] };
  if (paths !== undefined) return crps(actual, { paths });
  const { mean, intervals } = forecast;
  if (intervals.length === 0) return null;
  const ends = intervals.map(({ level, lower, upper }) => ({ level, lower, upper }));
  return crps(actual, { intervals: ends, median: mean });
}

function hasTheilU(actual: Float64Array): boolean {
  return !actual.subarray(0, -1).includes(0) && actual.some((value) => value !== actual[0]);
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
