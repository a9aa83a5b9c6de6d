import type { ScaledIntervalMetrics } from '../ForecastMetrics.js';
import type { CheckedForecast } from './checkedForecast.js';

/** How good the intervals of one level were in a backtest. */
export interface BacktestIntervalMetrics extends Omit<ScaledIntervalMetrics, 'msis'> {
  /** The {@link winkler} losses, each divided by its fold's scale; `null` where a fold has none. */
  readonly msis: number | null;
}

/** How good forecasts of a backtest were. Plain, JSON-safe numbers; what does not exist for the data is `null`. */
export interface BacktestMetrics {
  /** The number of forecast steps compared. */
  readonly n: number;
  /** See {@link mae}. */
  readonly mae: number;
  /** See {@link rmse}. */
  readonly rmse: number;
  /** See {@link bias}: positive where forecasts are too high. */
  readonly bias: number;
  /** See {@link mape}, in percent; `null` when an actual value is 0. */
  readonly mape: number | null;
  /** See {@link smape}, in percent from 0 to 200. */
  readonly smape: number;
  /**
   * The mean of absolute errors, each divided by its fold's scale as in {@link mase}; `null` where the training data of
   * a fold never change, or are not longer than the season.
   */
  readonly mase: number | null;
  /** The root of the mean of squared errors, each divided by its fold's scale as in {@link rmsse}; `null` likewise. */
  readonly rmsse: number | null;
  /** See {@link directionalAccuracy}, each fold seen from its last training value. */
  readonly directionalAccuracy: number;
  /**
   * See {@link skillScore}: the mean absolute error against that of the naive forecast, each fold's last training
   * value; `null` where that is perfect.
   */
  readonly skillScore: number | null;
  /** See {@link crps}: from the intervals, with the mean as the median; `null` without intervals. */
  readonly crps: number | null;
  /** One entry for each level, ascending. */
  readonly intervals: readonly BacktestIntervalMetrics[];
}

/** One origin of a backtest, and what became of the forecast made there. */
export interface BacktestFold extends CheckedForecast {
  /** The number of the fold, from 0. */
  readonly index: number;
  /** The position in the series of the first observation of the training window. */
  readonly start: number;
  /** The position after its last one. */
  readonly end: number;
  /** Whether the model was trained here, rather than told of the new observations. */
  readonly refit: boolean;
  /** The timestamp of the last observation known, epoch ms UTC; the position where the series is bare numbers. */
  readonly origin: number;
  /** The timestamps of the steps forecast, likewise. */
  readonly timestamps: Float64Array;
  /** What happened, one value a step. */
  readonly actual: Float64Array;
  readonly metrics: BacktestMetrics;
}

/** The forecasts of one number of steps ahead, over all folds. */
export interface HorizonMetrics extends BacktestMetrics {
  /** How many steps ahead, from 1; a gap is not counted. */
  readonly step: number;
}

/** What {@link backtest} gives. */
export interface BacktestResult {
  /** How many steps ahead were forecast. */
  readonly horizon: number;
  /** How many steps after the origin were left out. */
  readonly gap: number;
  /** The forecasts, in order of time. */
  readonly folds: readonly BacktestFold[];
  /** How good they were by the number of steps ahead. */
  readonly horizons: readonly HorizonMetrics[];
  /** How good they were over all folds and steps. */
  readonly overall: BacktestMetrics;
}
