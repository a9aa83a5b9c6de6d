import type { CoincastErrorCode, WorkerErrorReason } from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
// Not through the barrel: the bundler of declarations would see a cycle between its chunks.
import type { StoredModel } from '../../persistence/modelKinds.js';
import type { ModelRequest } from './TrainJob.js';

/**
 * Why a model of the ladder was given up: `failed`, the trainer threw, see `code`; `budget`, it took longer than it may,
 * and its worker was ended; `memory`, it used up the worker's memory; `crashed`, it took its worker with it;
 * `unavailable`, no worker could be started.
 */
export type LadderReason = 'failed' | WorkerErrorReason;

/** A model that was tried and given up. */
export interface LadderStep {
  /** What was tried, as the job or the ladder names it. */
  readonly kind: ModelRequest['model'];
  readonly reason: LadderReason;
  /** The code of the error, such as `insufficient-data`; absent where it was none of coincast's. */
  readonly code?: CoincastErrorCode;
  /** What the error said. */
  readonly message: string;
}

interface Settled {
  /** The job's own. */
  readonly id: string;
  /** From the job's start to its end, all steps of the ladder included, milliseconds. */
  readonly durationMs: number;
  /** What was tried before and given up, in order; empty where the asked model was trained. */
  readonly ladder: readonly LadderStep[];
}

/** A job that gave a model. */
export interface TrainedJob<Own extends FittedModel = never> extends Settled {
  readonly status: 'trained';
  /** The model, restored in this thread: its forecasts are bit-identical to those in the worker. */
  readonly model: StoredModel | Own;
  /** The model's kind, such as `arima`; `combination` for `auto`. */
  readonly kind: string;
  readonly error?: undefined;
}

/** A job of which no model could be trained. */
export interface FailedJob extends Settled {
  readonly status: 'failed';
  /** What the asked model failed with, an error of the same class as in the worker. */
  readonly error: unknown;
  readonly model?: undefined;
  readonly kind?: undefined;
}

/** A job that was not begun, or not finished, when the signal aborted. */
export interface AbortedJob extends Settled {
  readonly status: 'aborted';
  /** The signal's own reason, or a `WorkerError` where the pool was closed. */
  readonly error: unknown;
  readonly model?: undefined;
  readonly kind?: undefined;
}

/** What became of a job; `status` tells. `Own` is the type of models of one's own, where jobs make such. */
export type TrainManyResult<Own extends FittedModel = never> = TrainedJob<Own> | FailedJob | AbortedJob;
