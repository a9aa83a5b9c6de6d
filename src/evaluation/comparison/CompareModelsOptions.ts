import type { FoldOptions } from '../backtest/BacktestOptions.js';

/** What a fold loses by its forecast, averaged over its steps. */
export type ComparisonLoss = 'absolute' | 'squared' | 'percentage';

/** Options of {@link compareModels}: the folds, and how to decide. */
export interface CompareModelsOptions extends FoldOptions {
  /**
   * What decides: the absolute error; its square; or the absolute error as a fraction of the actual value, for series
   * whose size changes much, without actual values of 0. Default `absolute`.
   */
  readonly loss?: ComparisonLoss | undefined;
  /**
   * The probability, at most, of finding a difference from the naive forecast where there is none, over all models
   * together: a fraction from 0.001 to 0.5. Default 0.05.
   */
  readonly alpha?: number | undefined;
  /**
   * The least skill worth having, a fraction strictly between 0 and 1: a model is called no better than the naive
   * forecast once the data exclude a skill as large, and the evidence is insufficient before. It decides no win.
   * Default 0.05.
   */
  readonly relevantSkill?: number | undefined;
  /** With which probability, at least, the confidence set contains the best model, a fraction. Default 0.9. */
  readonly confidenceSetLevel?: number | undefined;
}
