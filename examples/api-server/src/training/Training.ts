import type { OnProgress } from 'coincast';
import type { TrainingResult, TrainingTask } from './TrainingTask.js';

/** Where models are trained: away from the thread that answers requests. */
export interface Training {
  /**
   * Trains; an abort ends the work at once and rethrows the signal's reason.
   *
   * @throws TrainingError when the training failed or its thread died.
   * @throws ApiProblem `training-busy` when too many wait already.
   */
  run(task: TrainingTask, options?: TrainingOptions): Promise<TrainingResult>;
  /** How many tasks are under way or waiting. */
  readonly pending: number;
  /** Ends all threads; what was under way fails. */
  close(): Promise<void>;
}

/** How a task is run. */
export interface TrainingOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Why a training failed; `code` is that of the library's error, `null` where it was none. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  readonly code: string | null;

  constructor(code: string | null, message: string) {
    super(message);
    this.code = code;
  }
}
