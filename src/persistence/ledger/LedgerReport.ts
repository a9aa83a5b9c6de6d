/** How good the live intervals of one level were. */
export interface LiveIntervalScores {
  /** The probability the intervals were meant to cover, a fraction. */
  readonly level: number;
  /** The number of settled steps that had an interval of this level. */
  readonly n: number;
  /** How many of them were within, the ends included. */
  readonly covered: number;
  /** The fraction within. */
  readonly coverage: number;
  /** The lower end of Wilson's score interval for the coverage, at the `confidence` asked for. */
  readonly coverageLower: number;
  /** Its upper end. While `level` lies between the two, the coverage is not off by more than chance explains. */
  readonly coverageUpper: number;
  /** The mean width, in the units of the prices. */
  readonly width: number;
  /** The mean interval score, see {@link winkler}. */
  readonly winkler: number;
}

/** Live scores over some steps. Plain, JSON-safe numbers; what does not exist, as of no step, is `null`. */
export interface LiveScores {
  /** The number of settled steps: due, and their price known. */
  readonly n: number;
  /** The number of steps due whose price has not been given. */
  readonly open: number;
  /** The number of steps not due yet. */
  readonly pending: number;
  /** Mean absolute error, see {@link mae}. */
  readonly mae: number | null;
  /** Root mean squared error, see {@link rmse}. */
  readonly rmse: number | null;
  /** Mean error, forecast − price, see {@link bias}: positive where forecasts are too high. */
  readonly bias: number | null;
  /** Mean absolute percentage error, see {@link mape}, in percent. */
  readonly mape: number | null;
  /** The mean absolute error of the naive forecast on the same steps. */
  readonly naiveMae: number | null;
  /** The root mean squared error of the naive forecast on the same steps. */
  readonly naiveRmse: number | null;
  /** The ratio `mae / naiveMae`: below 1 is better than naive; `null` where the naive forecast was perfect and this was not. */
  readonly relativeMae: number | null;
  /** See {@link skillScore}: `1 - mae / naiveMae`, positive where the model beats the naive forecast; `null` likewise. */
  readonly skill: number | null;
  /** The same of root mean squared errors. */
  readonly skillRmse: number | null;
  /** One entry a level, ascending. */
  readonly intervals: readonly LiveIntervalScores[];
}

/** Live scores of one number of steps ahead. */
export interface LiveStepScores extends LiveScores {
  /** How many steps ahead, from 1. */
  readonly step: number;
}

/** Live scores of a coin, over all its models. */
export interface LiveCoinScores extends LiveScores {
  readonly coin: string;
  readonly vsCurrency: string;
  /** The number of forecasts whose first step is due in the window. */
  readonly forecasts: number;
  /** The same scores by the number of steps ahead, ascending. */
  readonly steps: readonly LiveStepScores[];
}

/** Live scores of one model version. */
export interface LiveModelScores extends LiveCoinScores {
  /** The model version. */
  readonly model: string;
  /** The family, such as `arima`; `null` where it was not recorded. */
  readonly kind: string | null;
}

/** What a ledger reports over a window. Plain, JSON-safe data. */
export interface LedgerReport {
  /** The start of the window, epoch ms UTC; `null` from the beginning. */
  readonly from: number | null;
  /** The first moment after it; `null` for no end. */
  readonly to: number | null;
  /** The time at which steps were sorted into open and pending. */
  readonly now: number;
  /** By coin and currency, over all models; ascending by coin. Empty where nothing is recorded in the window. */
  readonly coins: readonly LiveCoinScores[];
  /** By coin, currency and model version; ascending by coin, then model. */
  readonly models: readonly LiveModelScores[];
}
