import type { CoincastError } from '../../errors/index.js';
import type { BacktestResult } from '../backtest/BacktestResult.js';
import type { ComparisonLoss } from './CompareModelsOptions.js';
import type { Verdict } from './Verdict.js';

/** A model that forecast every fold. */
export interface ComparedModel {
  /** Its place by loss, from 1. */
  readonly rank: number;
  readonly name: string;
  /** The mean over all folds of what decides. */
  readonly loss: number;
  /** By which fraction that is smaller than of the naive forecast; `null` where the naive forecast is perfect. */
  readonly skill: number | null;
  /** Beside the naive forecast; `null` for the naive forecast itself. */
  readonly verdict: Verdict | null;
  /** Whether the data cannot tell it from the best of all, see {@link modelConfidenceSet}. */
  readonly inConfidenceSet: boolean;
  /** The least `1 - level` at which it is out of that set; `null` of a single fold. */
  readonly confidenceSetPValue: number | null;
  /** All metrics by fold, by step and over all, and the forecasts themselves. */
  readonly backtest: BacktestResult;
}

/** A model that failed in some fold. */
export interface FailedModel {
  readonly name: string;
  /** What went wrong, naming the model and the fold; its `cause` is the trainer's own error. */
  readonly error: CoincastError;
}

/** What {@link compareModels} finds. */
export interface ModelComparison {
  /** The best of the models that beat the naive forecast; `naive` where none does. */
  readonly winner: string;
  /** Of the winner, or where that is the naive forecast, of the model with the smallest loss beside it. */
  readonly verdict: Verdict;
  /** All models that forecast every fold, the naive forecast among them, by ascending loss. */
  readonly leaderboard: readonly ComparedModel[];
  /** The others, in the order given. */
  readonly failures: readonly FailedModel[];
  /** The number of folds. */
  readonly folds: number;
  /** The number of steps ahead that each fold forecast. */
  readonly horizon: number;
  readonly loss: ComparisonLoss;
  /** The significance level of the verdicts, a fraction. */
  readonly alpha: number;
}
