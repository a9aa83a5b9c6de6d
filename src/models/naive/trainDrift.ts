import { DegenerateSeriesError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { createDriftModel, type DriftModel } from './DriftModel.js';
import { stepStatistics } from './stepStatistics.js';

/** Options of {@link trainDrift}. */
export type TrainDriftOptions = TrainOptions;

/**
 * The drift method, a random walk with drift: the forecast continues the line from the first observation
 * through the last.
 *
 * The slope is (y[n] - y[1]) / (n - 1). The h-step variance is sigma² · h · (1 + h / (n - 1)), which includes
 * the slope's own uncertainty; sigma² is the variance of the one-step differences about the slope (divisor
 * n - 2), and the intervals are normal. Linear in the length.
 *
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 5.2 and 5.5;
 * equal to `rwf(drift = TRUE)` of R's forecast 8.20.
 *
 * @throws {@link InsufficientDataError} with fewer than 3 observations.
 * @throws {@link DegenerateSeriesError} when the observations are equal or on a straight line.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainDrift } from 'coincast';
 *
 * const model = trainDrift([100, 102, 101, 103]);
 * model.slope; // => 1
 * model.forecast({ horizon: 2 }).mean[1]; // => 105
 * ```
 */
export function trainDrift(series: SeriesInput, options: TrainDriftOptions = {}): DriftModel {
  const { now } = resolveTrainOptions('trainDrift', options);
  const startedAt = now();
  const values = trainingValues(series, { minLength: 3, operation: 'trainDrift' });
  const n = values.length;
  const slope = (values[n - 1]! - values[0]!) / (n - 1);
  const { rootMeanSquare, count } = stepStatistics(values, slope);
  const sigma = rootMeanSquare * Math.sqrt(count / (count - 1));
  requireScatter(sigma, values);
  return createDriftModel({
    kind: 'drift',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    lastValue: values[n - 1]! + 0,
    slope: slope + 0,
    sigma,
    steps: count,
  });
}

function requireScatter(sigma: number, values: Float64Array): void {
  const size = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (sigma > 4 * Number.EPSILON * size) return;
  throw new DegenerateSeriesError({
    message: `All ${values.length} values lie on a straight line: there is no scatter to make intervals from. Continue the line by hand.`,
    reason: 'perfect-fit',
  });
}
