import type { FittedModel, Forecast } from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';

/** What every trainer is told besides the series. */
export interface TrainerContext {
  /** Stops the fit; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
}

/** Where a backtest stands: one origin, from which the steps after it are forecast. */
export interface TrainingFold {
  /** The number of the fold, from 0. */
  readonly index: number;
  /** The position in the whole series of the first observation of the training window. */
  readonly start: number;
  /** The position after its last one, so that `end - start` observations are known. */
  readonly end: number;
  /** Whether the model is trained here, rather than told of the new observations by `append`. */
  readonly refit: boolean;
  /** A seed of this fold's own, an integer of 32 bits, for trainers that draw random numbers. */
  readonly seed: number;
}

/** All that a trainer's own `rolling` is asked to do. */
export interface RollingRequest extends TrainerContext {
  /** The origins, in order of time. */
  readonly folds: readonly TrainingFold[];
  /** The number of steps to forecast from each origin, a gap included. */
  readonly horizon: number;
  /** The levels of the intervals, ascending. */
  readonly levels: readonly number[];
}

/**
 * A trainer as a backtest takes it: any of the library's, such as `trainNaive`, or a function of your own, also an
 * asynchronous one that has a worker do the job. It is given a copy of the observations up to the origin, a context
 * that any trainer of the library takes as its options, and the fold.
 *
 * It may carry two functions that make backtests faster: `Object.assign(trainer, { refit: refitArima })`.
 */
export interface BacktestTrainer<Model extends FittedModel = FittedModel> {
  (series: SeriesInput, context: TrainerContext, fold: TrainingFold): Model | Promise<Model>;
  /**
   * Trains anew from the model of the fold before, such as `refitArima`, which starts at its coefficients. Folds are
   * then trained one after another, whatever the concurrency.
   */
  refit?(
    previous: Model,
    series: SeriesInput,
    context: TrainerContext,
    fold: TrainingFold,
  ): Model | Promise<Model>;
  /**
   * Makes the forecasts of all folds in one go, in their order, where a model knows a way cheaper than training again
   * and again. It is given the whole series and trusted to use, for each fold, the observations up to its origin only:
   * {@link auditTrainer} checks that.
   */
  rolling?(series: SeriesInput, request: RollingRequest): Iterable<Forecast> | AsyncIterable<Forecast>;
}
