import type { Clock, OnProgress } from '../../runtime/index.js';
import type { TrainingFold } from './BacktestTrainer.js';

/** Where a series is cut into folds, and how they are run. */
export interface FoldOptions {
  /** How many steps ahead are forecast from each origin, 1 to 100,000. Default 1. */
  readonly horizon?: number | undefined;
  /**
   * How many observations the first training window ends with, at least 2. Default: half of them, rounded up, or with
   * a sliding window its size.
   */
  readonly initial?: number | undefined;
  /**
   * By how many observations the origin moves from fold to fold, at least 1. Default `horizon`, so that no observation
   * is forecast twice.
   */
  readonly step?: number | undefined;
  /**
   * `expanding`, from the first observation to the origin, or the last `sliding` observations, at least 2 and at most
   * `initial`. Between refits a model keeps what it has seen. Default `expanding`.
   */
  readonly window?: 'expanding' | { readonly sliding: number } | undefined;
  /**
   * How many steps after the origin are left out before those that count, as when prices come late. Default 0. The
   * models forecast across the gap.
   */
  readonly gap?: number | undefined;
  /**
   * In every how many folds the model is trained; in those between it is told of the new observations by `append`, with
   * the same parameters. `never` trains once, in the first. Default 1.
   */
  readonly refitEvery?: number | 'never' | undefined;
  /** The levels of the intervals, fractions strictly between 0 and 1; `[]` for none. Default `[0.8, 0.95]`. */
  readonly levels?: readonly number[] | undefined;
  /** The length of the season in steps that scaled errors refer to, at least 1. Default 1. */
  readonly season?: number | undefined;
  /** From which all random numbers follow: each fold's seed, made-up pasts, resampling. 32 bits. Default 0. */
  readonly seed?: number | undefined;
  /**
   * How many fits of asynchronous trainers may be under way at once, at least 1. Results do not depend on it. Default 1.
   */
  readonly concurrency?: number | undefined;
  /** Stops the work, also between folds; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every fold as it is done. */
  readonly onProgress?: OnProgress | undefined;
  /** What gives the event loop its turns. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
}

/** Options of {@link backtest}. */
export interface BacktestOptions extends FoldOptions {
  /**
   * Further options for a fold's `forecast`, such as `({ seed }) => ({ method: 'bootstrap', seed })`. Default: none.
   */
  readonly forecastOptions?: ((fold: TrainingFold) => Readonly<Record<string, unknown>>) | undefined;
  /** Whether to have {@link auditTrainer} examine the trainer first, at the price of about 48 fits. Default false. */
  readonly audit?: boolean | undefined;
}
