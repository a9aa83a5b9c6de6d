import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { createMeanModel, type MeanModel } from './MeanModel.js';

/** Options of {@link trainMean}. */
export type TrainMeanOptions = TrainOptions;

/**
 * The mean method: every forecast is the mean of the training series. It suits series without memory, such as returns;
 * of prices it is no forecast.
 *
 * The intervals are mean ± t · s · sqrt(1 + 1/n), with the standard deviation s (divisor n - 1) and the quantile t of
 * Student's distribution with n - 1 degrees of freedom. Appending leaves the mean as it is, like any parameter. Linear in
 * the length.
 *
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 5.2 and 5.5; equal to
 * `meanf` of R's forecast 8.20.
 *
 * @throws {@link InsufficientDataError} with fewer than 2 observations.
 * @throws {@link DegenerateSeriesError} when all observations are equal.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainMean } from 'coincast';
 *
 * const { mean, intervals } = trainMean([0.01, -0.02, 0.04]).forecast({ horizon: 2 });
 * mean[1]; // => 0.01
 * intervals[1].upper[1]; // => 0.159
 * ```
 */
export function trainMean(series: SeriesInput, options: TrainMeanOptions = {}): MeanModel {
  const { now } = resolveTrainOptions('trainMean', options);
  const startedAt = now();
  const values = trainingValues(series, { minLength: 2, operation: 'trainMean' });
  const n = values.length;
  const first = values[0]!;
  // About the first value, so that no digits are lost to the level.
  const mean = first + values.reduce((sum, value) => sum + (value - first) / n, 0);
  const sigma = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / (n - 1), 0));
  return createMeanModel({
    kind: 'mean',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    mean: mean + 0,
    sigma,
    n,
  });
}
