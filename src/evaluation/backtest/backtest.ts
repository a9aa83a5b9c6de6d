import {
  InvalidArgumentError,
  LookAheadError,
  requireBoolean,
  requireKnownKeys,
} from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import { auditTrainer } from './auditTrainer.js';
import type { BacktestOptions } from './BacktestOptions.js';
import type { BacktestResult } from './BacktestResult.js';
import type { BacktestTrainer } from './BacktestTrainer.js';
import { backtestMetrics } from './backtestMetrics.js';
import type { CheckedForecast } from './checkedForecast.js';
import { forecastPoints, selectPoints } from './ForecastPoints.js';
import { foldForecasts } from './foldForecasts.js';
import { foldKeys, type ResolvedFolds, requireTrainer, resolveFolds } from './resolveFoldRun.js';

/**
 * Backtests a trainer by rolling origin: again and again it is trained on the observations up to some origin and
 * forecasts the steps after it, which are then compared with what happened.
 *
 * Each fold's window is a copy in memory of its own, so that a trainer finds nothing behind its end; one that writes to
 * it is refused. `audit: true` looks for peeking that a copy cannot prevent, see {@link auditTrainer}. Between refits
 * the model is told of new observations by `append`; a trainer may say how it is trained anew from the model before,
 * see {@link BacktestTrainer}. The result depends on nothing but series, trainer and options: not on the concurrency,
 * not on the clock. All of the last fold's steps are observed.
 *
 * A `PriceSeries` (its prices are used) must be one step apart, as forecasts count steps; bare numbers are taken to be.
 * The event loop gets a turn every 25 ms of work. Cost: as many fits as refits, and n a fold for copies and scales.
 *
 * Source: Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16(4);
 * one step ahead with `step: 1` the errors are those of R forecast 8.20 `tsCV`.
 *
 * @throws {@link InsufficientDataError} when the series is too short for one fold, naming the least length.
 * @throws {@link TrainerError} when the trainer or its model fails, naming the fold; `cause` is its own error.
 * @throws {@link LookAheadError} when the trainer writes to its series, or the audit finds that it looks ahead.
 * @throws {@link InvalidArgumentError}, {@link NonFiniteValueError}, {@link IrregularSeriesError}
 * @example
 * ```ts
 * import { type BacktestTrainer, backtest, refitArima, trainArima } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 500 });
 * const cold: BacktestTrainer = (series, context) => trainArima(series, { ...context, order: [1, 1, 0] });
 * const arima = Object.assign(cold, { refit: refitArima });
 * const { folds, horizons, overall } = await backtest(prices, arima, { horizon: 24, initial: 260, refitEvery: 5 });
 * folds.length; // => 10
 * horizons.length; // => 24
 * overall.n; // => 240
 * overall.intervals.length; // => 2
 * ```
 */
export async function backtest<Model extends FittedModel>(
  series: SeriesInput,
  trainer: BacktestTrainer<Model>,
  options: BacktestOptions = {},
): Promise<BacktestResult> {
  requireKnownKeys('backtest options', options, [...foldKeys, 'forecastOptions', 'audit']);
  const { audit = false, forecastOptions, onProgress, ...foldOptions } = options;
  const anyTrainer = requireTrainer('trainer', trainer);
  const resolved = resolveFolds('backtest', series, foldOptions);
  if (forecastOptions !== undefined && typeof forecastOptions !== 'function') {
    const expected = 'a function from a fold to further options of forecast';
    throw new InvalidArgumentError({ argument: 'forecastOptions', value: forecastOptions, expected });
  }
  requireBoolean('audit', audit);
  if (audit) {
    const { leaks } = await auditTrainer(series, anyTrainer, foldOptions);
    if (leaks.length > 0) throw new LookAheadError({ ...leaks[0]!, message: leaks[0]!.statement });
  }
  const total = resolved.plan.folds.length;
  let done = 0;
  const forecasts = await foldForecasts({
    ...resolved.run,
    trainer: anyTrainer,
    forecastOptions,
    onFold: () => {
      done += 1;
      onProgress?.({ stage: 'backtest', done, total });
    },
  });
  return backtestResult(series, resolved, forecasts);
}

/** Measures the forecasts of all folds. @internal */
export function backtestResult(
  series: SeriesInput,
  { values, plan, season }: ResolvedFolds,
  forecasts: readonly CheckedForecast[],
): BacktestResult {
  const { folds, horizon, gap } = plan;
  const points = forecastPoints(values, plan, forecasts, season);
  const times = isPriceSeries(series) ? series.timestamps : Float64Array.from(values, (_, t) => t);
  return Object.freeze({
    horizon,
    gap,
    folds: Object.freeze(
      folds.map(({ index, start, end, refit }, k) =>
        Object.freeze({
          index,
          start,
          end,
          refit,
          origin: times[end - 1]!,
          timestamps: times.slice(end + gap, end + gap + horizon),
          actual: values.slice(end + gap, end + gap + horizon),
          ...forecasts[k]!,
          metrics: backtestMetrics(selectPoints(points, { from: k * horizon, count: horizon, every: 1 })),
        }),
      ),
    ),
    horizons: Object.freeze(
      Array.from({ length: horizon }, (_, i) =>
        Object.freeze({
          step: i + 1,
          ...backtestMetrics(selectPoints(points, { from: i, count: folds.length, every: horizon })),
        }),
      ),
    ),
    overall: backtestMetrics(points),
  });
}
