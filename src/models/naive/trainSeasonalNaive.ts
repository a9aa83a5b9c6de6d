import { DegenerateSeriesError, requireInteger } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { createSeasonalNaiveModel, type SeasonalNaiveModel } from './SeasonalNaiveModel.js';
import { stepStatistics } from './stepStatistics.js';

/** Options of {@link trainSeasonalNaive}. */
export interface TrainSeasonalNaiveOptions extends TrainOptions {
  /** The number of observations of a season, at least 2: 24 for a day of hours, 7 for a week of days. */
  readonly period: number;
}

/**
 * The seasonal naive method: every forecast is the last observation at the same place of the season. It is what a
 * seasonal model has to beat.
 *
 * The standard deviation k seasons ahead, the first being 1, is sigma · sqrt(k), sigma² being the mean of the squared
 * changes over a season (divisor n - period; not centred), and the intervals are normal. Linear in the length.
 *
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 5.2 and 5.5; equal to
 * `snaive` of R's forecast 8.20.
 *
 * @throws {@link InsufficientDataError} with no more observations than a season has.
 * @throws {@link DegenerateSeriesError} when the observations are equal, or every season repeats the one before.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainSeasonalNaive } from 'coincast';
 *
 * const model = trainSeasonalNaive([5, 7, 6, 8, 6, 9], { period: 2 });
 * model.forecast({ horizon: 3 }).mean; // => Float64Array.of(6, 9, 6)
 * ```
 */
export function trainSeasonalNaive(
  series: SeriesInput,
  options: TrainSeasonalNaiveOptions,
): SeasonalNaiveModel {
  const { now } = resolveTrainOptions('trainSeasonalNaive', options, ['period']);
  const period = requireInteger('period', options.period, { min: 2 });
  const startedAt = now();
  const operation = `trainSeasonalNaive with period=${period}`;
  const values = trainingValues(series, { minLength: period + 1, operation });
  const sigma = stepStatistics(values, 0, period).rootMeanSquare;
  if (sigma === 0) {
    throw new DegenerateSeriesError({
      message: `Every season of ${period} observations repeats the one before: there is no scatter to make intervals from. Repeat it by hand.`,
      reason: 'perfect-fit',
    });
  }
  return createSeasonalNaiveModel({
    kind: 'seasonal-naive',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    lastSeason: Array.from(values.subarray(-period), (value) => value + 0),
    sigma,
  });
}
