import { buildFeatures } from '../features/index.js';
import { type ArimaModel, type Forecast, trainArima } from '../models/index.js';
import { describeTime, type PriceSeries } from '../series/index.js';
import { describeStationarity, type Stationarity } from './describeStationarity.js';
import { diagnoseResiduals } from './diagnoseResiduals.js';
import { compareWithNaive, scoreContenders, splitHoldout, trainContenders } from './evaluateOnHoldout.js';
import { type PipelineOptions, resolvePipelineOptions } from './PipelineOptions.js';
import type { PipelineResult } from './PipelineResult.js';
import { pipelineFeatures } from './pipelineFeatures.js';
import { obtainSeries, type PreparedSeries, prepareSeries } from './prepareSeries.js';
import { rollingVerdict } from './rollingVerdict.js';
import { createStageRunner } from './stages.js';

/**
 * The whole journey from prices to a forecast: fetches, validates, computes features, tests stationarity,
 * trains an ARIMA beside the naive and the drift forecast, evaluates them on the last observations, trains the
 * ARIMA again on all, and forecasts with intervals.
 *
 * The models that are evaluated never see the held-out observations; the model that forecasts sees everything.
 * `holdout + 30` observations are enough but for large orders. Wrong options are refused before
 * anything is fetched. The event loop gets a turn between stages, so an abort takes effect there and, passed
 * on, within the fetch and the fit. One window cannot tell skill from luck, so the verdict rests on up to 100 folds of
 * the second half of the prices, see {@link compareModels}. Cost: about a dozen fits of the ARIMA, most of them from the
 * one before.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
 * @throws {@link InsufficientDataError} when there are too few prices for the holdout and the order.
 * @throws {@link IrregularSeriesError} when times are missing, out of order, repeated or off the grid.
 * @throws {@link DegenerateSeriesError} when prices do not vary.
 * @throws {@link NonFiniteValueError} when a price is NaN, infinite or not positive.
 * @example
 * ```ts
 * import { runPipeline } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const result = await runPipeline({ source: simulateMarket({ seed: 7, length: 720 }), order: [1, 1, 0] });
 * result.forecast.mean.length; // => 24
 * result.holdout.scores.map((score) => score.name); // => ['ARIMA(1,1,0)', 'naive', 'drift']
 * result.stationarity.prices.verdict; // => 'not stationary'
 * result.verdict.code; // => 'no-better-than-naive'
 * ```
 */
export async function runPipeline(options: PipelineOptions): Promise<PipelineResult> {
  const resolved = resolvePipelineOptions(options);
  const { horizon, holdout, order, levels, signal, clock } = resolved;
  const stage = createStageRunner(resolved);

  const source = await stage('fetch', () => obtainSeries(resolved), tellSeries);
  const prepared = await stage('validate', () => prepareSeries(source, resolved), tellValidation);
  const { series } = prepared;
  const features = await stage(
    'features',
    () => buildFeatures(series, pipelineFeatures),
    ({ columns, timestamps }) => `${Object.keys(columns).length} features at ${timestamps.length} times`,
  );
  const stationarity = await stage('stationarity', () => describeStationarity(series), tellStationarity);
  const split = splitHoldout(series, holdout);
  const contenders = await stage(
    'train',
    () => trainContenders(split, resolved),
    (trained) =>
      `${trained.map(({ name }) => name).join(', ')} trained without the last ${count(holdout, 'price')}`,
  );
  const { verdict, ...evaluated } = await stage(
    'evaluate',
    async () => {
      const scores = scoreContenders(contenders, split, levels);
      const comparison = compareWithNaive(scores[0]!, scores[1]!);
      return { ...split, scores, comparison, verdict: (await rollingVerdict(series, resolved)) ?? null };
    },
    ({ scores, verdict: reached }) =>
      `${scores.length} forecasts of the last ${count(holdout, 'price')} measured` +
      (reached === null ? '' : `; over ${count(reached.folds, 'fold')}: ${reached.code}`),
  );
  const { model, residuals } = await stage(
    'refit',
    () => {
      const refitted = trainArima(series, { order, signal, clock });
      return { model: refitted, residuals: diagnoseResiduals(refitted, series) };
    },
    (refit) => tellModel(refit.model),
  );
  const forecast = await stage('forecast', () => model.forecast({ horizon, levels }), tellForecast);
  return { ...prepared, features, stationarity, holdout: evaluated, verdict, model, residuals, forecast };
}

function tellSeries({ coinId, vsCurrency, prices, timestamps }: PriceSeries): string {
  const span = `${describeTime(timestamps[0]!)} to ${describeTime(timestamps[timestamps.length - 1]!)}`;
  const subject = coinId === 'unknown' ? '' : ` of ${coinId} in ${vsCurrency}`;
  return `${count(prices.length, 'price')}${subject}, ${span}`;
}

function tellValidation({ validation, filledTimestamps }: PreparedSeries): string {
  const filled = filledTimestamps.length;
  return (
    `valid, ${count(validation.findings.length, 'warning')}` +
    (filled === 0 ? '' : `; ${count(filled, 'missing price')} filled`)
  );
}

function tellStationarity({ prices, logReturns }: Stationarity): string {
  return `stationarity of prices: ${prices.verdict}; of log returns: ${logReturns.verdict}`;
}

function tellModel({ order, training, logLikelihood }: ArimaModel): string {
  return `ARIMA(${order.join(',')}) trained on all ${count(training.n, 'price')}, log-likelihood ${logLikelihood.toFixed(3)}`;
}

function tellForecast({ timestamps, mean }: Forecast): string {
  return `${count(mean.length, 'step')} forecast, to ${describeTime(timestamps[timestamps.length - 1]!)}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
