import { InvalidArgumentError, NonFiniteValueError, requireOneOf } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { type MstlResult, mstl, type SeasonalWindow } from '../../stats/index.js';
import { trainEts } from '../ets/index.js';
import type { Trainer, TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { createStlModel, type StlModel } from './StlModel.js';
import type { StlSeason } from './stlState.js';

/** Options of {@link trainStl}. */
export interface TrainStlOptions extends TrainOptions {
  /** The number of observations of the season, at least 2; or of each, such as `[24, 168]` for days and weeks of hours. */
  readonly period: number | readonly number[];
  /** What is trained on the series without its season. Default: automatic exponential smoothing, `trainEts`. */
  readonly trainer?: Trainer | undefined;
  /**
   * Whether the season is added to the rest, or multiplies it: then it is found in the logarithms, and values must be
   * positive. Default `additive`.
   */
  readonly seasonal?: 'additive' | 'multiplicative' | undefined;
  /**
   * Over how many cycles the season is smoothed, odd and at least 3, or `'periodic'`; one for all periods or one for
   * each. Default: 11 for the shortest period and 4 more for each longer one.
   */
  readonly seasonalWindow?: SeasonalWindow | readonly SeasonalWindow[] | undefined;
  /** Whether outliers lose weight in the decomposition. Default false. */
  readonly robust?: boolean | undefined;
}

const ownKeys = ['period', 'trainer', 'seasonal', 'seasonalWindow', 'robust'];

/**
 * Seasonal adjustment by loess and a model of the rest: `mstl` takes the seasonal parts out of the series, any trainer is
 * trained on what is left, and its forecasts get the last cycle of each part back.
 *
 * The season is taken as known: intervals are those of the rest, moved, or multiplied, by it, and appending leaves it as
 * it is. Needs more than two of the longest period. Cost: that of the decomposition, linear, and of the trainer.
 *
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.7; equal to `stlf` of R's
 * forecast 8.20 with the same model of the rest.
 *
 * @throws {@link InsufficientDataError} with no more than two of the longest period, naming the least length.
 * @throws {@link DegenerateSeriesError} when the series is constant.
 * @throws {@link NonFiniteValueError}, also for values that are not positive with a multiplicative season.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}, and what the trainer throws.
 * @example
 * ```ts
 * import { trainNaive, trainStl } from 'coincast';
 *
 * const week = [3, -1, -2, 0, 1, 0, -1];
 * const prices = Array.from({ length: 70 }, (_, day) => 100 + Math.sin(day * day) + week[day % 7]!);
 * const model = trainStl(prices, { period: 7, seasonalWindow: 'periodic', trainer: trainNaive });
 * const { mean } = model.forecast({ horizon: 8 });
 * mean[0]! - mean[1]!; // => 3.75
 * mean[7] === mean[0]; // => true
 * ```
 */
export function trainStl(series: SeriesInput, options: TrainStlOptions): StlModel {
  const { now, signal } = resolveTrainOptions('trainStl', options, ownKeys);
  const { period, trainer = trainEts, robust } = options;
  const seasonal = requireOneOf('seasonal', options.seasonal ?? 'additive', ['additive', 'multiplicative']);
  if (typeof trainer !== 'function') {
    throw new InvalidArgumentError({
      argument: 'trainer',
      value: trainer,
      expected: 'a function, such as trainEts',
    });
  }
  const startedAt = now();
  const values = trainingValues(series, { minLength: 5, operation: 'trainStl' });
  const periods = typeof period === 'object' && period !== null ? period : [period];
  const parts = mstl(seasonal === 'additive' ? values : logarithms(values), {
    periods,
    robust,
    seasonalWindows: options.seasonalWindow,
  });
  const model = trainer(withoutSeasons(values, parts, seasonal), { signal });
  return createStlModel(
    {
      kind: 'stl',
      version: 1,
      training: summarizeTraining(series, { startedAt, fittedAt: now() }),
      seasonal,
      seasons: comingSeasons(parts, seasonal),
    },
    model,
  );
}

function logarithms(values: Float64Array): Float64Array {
  const index = values.findIndex((value) => value <= 0);
  if (index === -1) return values.map(Math.log);
  const expected = 'a positive number with a multiplicative season';
  throw new NonFiniteValueError({ argument: 'series', index, value: values[index], expected });
}

function withoutSeasons(
  values: Float64Array,
  { seasonals }: MstlResult,
  seasonal: 'additive' | 'multiplicative',
): Float64Array {
  return values.map((value, t) => {
    const season = seasonals.reduce((sum, part) => sum + part.values[t]!, 0);
    return seasonal === 'additive' ? value - season : value * Math.exp(-season);
  });
}

/** The last cycle of each part. */
function comingSeasons({ seasonals, n }: MstlResult, seasonal: 'additive' | 'multiplicative'): StlSeason[] {
  return seasonals.map(({ period, values }) => ({
    period,
    terms: Array.from(
      values.subarray(n - period),
      (term) => (seasonal === 'additive' ? term : Math.exp(term)) + 0,
    ),
  }));
}
