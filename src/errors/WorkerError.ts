import { CoincastError } from './CoincastError.js';

/**
 * What became of a worker: `budget`, it was ended because it took longer than it may; `memory`, it used up its memory;
 * `crashed`, it ended by itself, as by `process.exit` or an error nobody caught; `unavailable`, it never began.
 */
export type WorkerErrorReason = 'budget' | 'memory' | 'crashed' | 'unavailable';

/** What a {@link WorkerError} is made of. */
export interface WorkerErrorDetails {
  /** The whole sentence: what became of the worker, and what to do next. */
  readonly message: string;
  readonly reason: WorkerErrorReason;
}

/**
 * A worker thread did not finish its work; `cause` is what it ended with, where it said so.
 */
export class WorkerError extends CoincastError {
  override readonly name = 'WorkerError';
  override readonly code = 'worker';
  readonly reason: WorkerErrorReason;

  constructor(details: WorkerErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.reason = details.reason;
  }
}
