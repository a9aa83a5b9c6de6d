import type { SeriesInput } from '../series/index.js';

/** Options of {@link evaluateForecast}. */
export interface EvaluateForecastOptions {
  /** The data the model was trained on, ending right before the forecast; needed by what compares with training. */
  readonly insample?: SeriesInput | undefined;
  /** The length of the season in steps for `mase`, `rmsse` and `msis`. Default 1. */
  readonly season?: number | undefined;
}

/** How good the intervals of one level were. */
export interface IntervalMetrics {
  /** The probability the intervals were meant to cover, a fraction. */
  readonly level: number;
  /** The fraction of steps they did cover, see {@link coverage}. */
  readonly coverage: number;
  /** See {@link winkler}. */
  readonly winkler: number;
  /** The {@link pinballLoss} of the lower ends, as quantiles of probability (1 − level) / 2. */
  readonly pinballLower: number;
  /** The {@link pinballLoss} of the upper ends, as quantiles of probability (1 + level) / 2. */
  readonly pinballUpper: number;
}

/** The same beside training data. */
export interface ScaledIntervalMetrics extends IntervalMetrics {
  /** See {@link msis}. */
  readonly msis: number;
}

/** What {@link evaluateForecast} measures without training data. Plain, JSON-safe numbers. */
export interface ForecastMetrics {
  /** The number of steps compared. */
  readonly n: number;
  /** See {@link mae}. */
  readonly mae: number;
  /** See {@link rmse}. */
  readonly rmse: number;
  /** See {@link bias}: positive where the forecast is too high. */
  readonly bias: number;
  /** See {@link mape}, in percent; `null` when an actual value is 0, where it does not exist. */
  readonly mape: number | null;
  /** See {@link smape}, in percent from 0 to 200. */
  readonly smape: number;
  /** See {@link theilU}; `null` of one step, of actual values that never change, and of those that are 0. */
  readonly theilU: number | null;
  /**
   * See {@link crps}: from the sample paths of a forecast that has some, else from its intervals with its mean as
   * the median; `null` for bare numbers and without intervals.
   */
  readonly crps: number | null;
  /** One entry for each level of the forecast, ascending; empty for bare numbers. */
  readonly intervals: readonly IntervalMetrics[];
}

/** What {@link evaluateForecast} measures when it knows the training data. */
export interface ScaledForecastMetrics extends ForecastMetrics {
  /** See {@link mase}. */
  readonly mase: number;
  /** See {@link rmsse}. */
  readonly rmsse: number;
  /** See {@link directionalAccuracy}, seen from the last training value. */
  readonly directionalAccuracy: number;
  /**
   * See {@link skillScore}: the mean absolute error against that of the naive forecast from the last training value;
   * `null` where that forecast alone is perfect.
   */
  readonly skillScore: number | null;
  readonly intervals: readonly ScaledIntervalMetrics[];
}
