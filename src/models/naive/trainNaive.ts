import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { createNaiveModel, type NaiveModel } from './NaiveModel.js';
import { stepStatistics } from './stepStatistics.js';

/** Options of {@link trainNaive}. */
export type TrainNaiveOptions = TrainOptions;

/**
 * The naive method: every forecast is the last observation. For a random walk, as asset prices nearly are,
 * nothing is better, so this is the first thing a model has to beat.
 *
 * The h-step standard deviation is sigma · sqrt(h), sigma² being the mean of the squared one-step differences
 * (divisor n - 1, the number of differences; not centred), and the intervals are normal. Linear in the length.
 *
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 5.2 and 5.5;
 * equal to `naive` of R's forecast 8.20.
 *
 * @throws {@link InsufficientDataError} with fewer than 2 observations.
 * @throws {@link DegenerateSeriesError} when all observations are equal.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainNaive } from 'coincast';
 *
 * const model = trainNaive([100, 102, 101, 103]);
 * const forecast = model.forecast({ horizon: 2 });
 * forecast.mean[1]; // => 103
 * forecast.intervals[1].upper[1]; // => 107.8009
 * ```
 */
export function trainNaive(series: SeriesInput, options: TrainNaiveOptions = {}): NaiveModel {
  const { now } = resolveTrainOptions('trainNaive', options);
  const startedAt = now();
  const values = trainingValues(series, { minLength: 2, operation: 'trainNaive' });
  const sigma = stepStatistics(values, 0).rootMeanSquare;
  return createNaiveModel({
    kind: 'naive',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    lastValue: values[values.length - 1]! + 0,
    sigma,
  });
}
