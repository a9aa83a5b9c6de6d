import {
  compareModels,
  createPriceSeries,
  gateMetrics,
  type ModelComparison,
  type OnProgress,
  type SeriesInput,
  serializeModel,
} from 'coincast';
import { verdictSchema } from '../schemas/forecast.js';
import type { Comparison } from '../schemas/leaderboard.js';
import type { TrainingOptions } from './Training.js';
import type { TrainingResult, TrainingTask } from './TrainingTask.js';
import { contestants, type ModelName, trainers } from './trainers.js';

/** How many steps ahead models are compared at, and on how many folds that do not overlap. */
const horizon = 24;
const folds = 30;

/** Trains a model, and before, where asked to, finds out how it does beside the others. */
export async function runTrainingTask(
  { model: name, series: columns, compare }: TrainingTask,
  { onProgress = () => {}, signal }: TrainingOptions = {},
): Promise<TrainingResult> {
  const { prices, timestamps, coinId, vsCurrency } = columns;
  const series: SeriesInput =
    timestamps === undefined ? prices : createPriceSeries({ timestamps, prices, coinId, vsCurrency });
  const found = compare ? await compareOn(series, name, { onProgress, signal }) : undefined;
  onProgress({ stage: 'train', done: 0, total: 1, message: name });
  const model = await trainers[name](series, { signal }, wholeSeries(prices.length));
  const text = await serializeModel(model);
  onProgress({ stage: 'train', done: 1, total: 1, message: name });
  const isRanked = found?.leaderboard.some((entry) => entry.name === name) ?? false;
  return {
    text,
    comparison: found === undefined ? null : toComparison(found),
    metrics: found !== undefined && isRanked ? gateMetrics(found, name) : null,
  };
}

function wholeSeries(length: number) {
  return { index: 0, start: 0, end: length, refit: true, seed: 0 };
}

function compareOn(
  series: SeriesInput,
  name: ModelName,
  { onProgress, signal }: { onProgress: OnProgress; signal: AbortSignal | undefined },
): Promise<ModelComparison> {
  const { length } = 'prices' in series ? series.prices : series;
  // Half of a short series is left to train on.
  const usable = Math.max(1, Math.min(folds, Math.floor(length / 2 / horizon)));
  const names = new Set<ModelName>([...contestants, name]);
  names.delete('naive');
  return compareModels(series, Object.fromEntries([...names].map((each) => [each, trainers[each]])), {
    horizon,
    initial: length - usable * horizon,
    refitEvery: 10,
    onProgress,
    signal,
  });
}

function toComparison({ leaderboard, failures, winner, verdict, folds: count }: ModelComparison): Comparison {
  return {
    horizon,
    folds: count,
    winner,
    verdict: verdictSchema.parse(verdict),
    models: leaderboard.map(({ backtest: { overall }, ...line }) => ({
      rank: line.rank,
      name: line.name,
      loss: line.loss,
      skill: line.skill,
      verdict: line.verdict === null ? null : verdictSchema.parse(line.verdict),
      inConfidenceSet: line.inConfidenceSet,
      metrics: {
        rmse: overall.rmse,
        mase: overall.mase,
        smape: overall.smape,
        crps: overall.crps,
        coverage: overall.intervals.map(({ level, coverage }) => ({ level, coverage })),
      },
    })),
    failures: failures.map(({ name, error }) => ({ name, message: error.message })),
  };
}
