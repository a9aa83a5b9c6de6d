import {
  DegenerateSeriesError,
  InvalidArgumentError,
  requireFiniteArray,
  requireInteger,
  requireOneOf,
  SingularMatrixError,
} from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { createHarModel, type HarModel } from './HarModel.js';
import { type HarFit, harRegression } from './harRegression.js';
import { resolvePeriod } from './realizedVariances.js';
import { trainingVariances } from './trainingVariances.js';

/** Options of {@link trainHar}. */
export interface TrainHarOptions extends TrainOptions {
  /**
   * The numbers of days over which means are taken, in ascending order, from 1 to 1000. Default [1, 5, 22], a day, a
   * week and a month of a stock exchange, as in the source; [1, 7, 30] are those of a market that never closes.
   */
  readonly lags?: readonly number[] | undefined;
  /**
   * The number of observations in a day. Default: as many steps as a day has for a `PriceSeries`, 1 for steps longer
   * than that and for bare numbers. Left out for variances.
   */
  readonly period?: number | undefined;
  /** What the numbers of the series are: prices, or one realised variance a step. Default `prices`. */
  readonly input?: 'prices' | 'variances' | undefined;
}

/** Days to be explained beyond the coefficients. */
const leastSurplus = 10;

/**
 * The heterogeneous autoregression (HAR) of realised variances: the variance of the next day is a weighted sum of the
 * last day's, the last week's and the last month's mean.
 *
 * A day's realised variance is the sum of its squared log returns (see `realizedVariances`); days are counted back from
 * the last price, whatever the clock says. Ordinary least squares of each day on an intercept and the means over `lags`
 * days before it. Forecasts go on day by day from their own values, never below the least variance in training, and
 * spread a day evenly over its steps. For prices the mean is the last price and the intervals are normal for the log
 * price, the variances taken as known. For variances they are normal with the errors of the autoregression, cut off at 0.
 *
 * Needs 36 days with the default lags; with days of one price each the realised variance is one squared return, which
 * is hardly worth a regression. Linear in the length.
 *
 * Source: Corsi, "A simple approximate long-memory model of realized volatility", Journal of Financial Econometrics 7
 * (2009); equal to `lm` of R.
 *
 * @throws {@link InsufficientDataError} with too few days, naming the least number of observations.
 * @throws {@link DegenerateSeriesError} when days do not differ, or follow from each other without error.
 * @throws {@link NonFiniteValueError} when a value is not finite, a price not positive, or a variance negative.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainHar } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const hours = simulateMarket({ seed: 7, length: 2160 });
 * const model = trainHar(hours, { lags: [1, 7, 30] });
 * model.period; // => 24
 * Object.keys(model.coefficients); // => ['intercept', 'lag1', 'lag7', 'lag30']
 * model.forecast({ horizon: 48 }).cumulativeVariance.length; // => 48
 * ```
 */
export function trainHar(series: SeriesInput, options: TrainHarOptions = {}): HarModel {
  const { now } = resolveTrainOptions('trainHar', options, ['lags', 'period', 'input']);
  const lags = resolveLags(options.lags);
  const input = requireOneOf('input', options.input ?? 'prices', ['prices', 'variances']);
  if (input === 'variances' && options.period !== undefined) {
    const expected = 'left out with input "variances"';
    throw new InvalidArgumentError({ argument: 'period', value: options.period, expected });
  }
  const period = input === 'variances' ? 1 : resolvePeriod(options.period, series);
  const startedAt = now();
  const longest = lags[lags.length - 1]!;
  const minDays = longest + lags.length + 1 + leastSurplus;
  const { values, returns, days } = trainingVariances(series, { input, period, minDays });
  const fit = fitted(days, lags);
  const n = values.length;
  const past = Array.from(days.slice(-longest - 1, -1));
  return createHarModel({
    kind: 'har',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    input,
    period,
    lags,
    ...fit,
    floor: days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY),
    days: past,
    steps: period,
    sum: input === 'variances' ? 0 : squaresOf(returns.subarray(returns.length - period, -1)),
    lastValue: values[n - 1]! + 0,
    ...(input === 'prices' ? { previousValue: values[n - 2]! } : {}),
  });
}

function squaresOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]! ** 2;
  return sum;
}

/** @throws {@link InvalidArgumentError} when they do not ascend from at least 1 to at most 1000. */
function resolveLags(lags: readonly number[] = [1, 5, 22]): readonly number[] {
  requireFiniteArray('lags', lags);
  if (lags.length === 0) {
    throw new InvalidArgumentError({
      argument: 'lags',
      value: lags,
      expected: 'at least one number of days',
    });
  }
  lags.forEach((lag, i) => {
    requireInteger(`lags[${i}]`, lag, { min: i === 0 ? 1 : lags[i - 1]! + 1, max: 1000 });
  });
  return Object.freeze(Array.from(lags));
}

function fitted(days: Float64Array, lags: readonly number[]): HarFit {
  try {
    return harRegression(days, lags);
  } catch (error) {
    if (!(error instanceof SingularMatrixError)) throw error;
    throw new DegenerateSeriesError(
      {
        message: `The means over ${lags.join(', ')} days tell the same of ${days.length} days. Give a longer series, or fewer lags.`,
        reason: 'collinear',
      },
      { cause: error },
    );
  }
}
