import { CoincastError } from './CoincastError.js';

/** What a {@link TrainerError} is made of. */
export interface TrainerErrorDetails {
  /** The whole sentence: which trainer failed, where, and why. */
  readonly message: string;
  /** The name of the trainer, where it has one. */
  readonly trainer?: string | undefined;
  /** The fold it failed in, counted from 0. */
  readonly fold: number;
  /** The number of observations it had been given. */
  readonly observations: number;
}

/**
 * A trainer, or a model it made, failed in one fold of a backtest; `cause` is its own error.
 */
export class TrainerError extends CoincastError {
  override readonly name = 'TrainerError';
  override readonly code = 'trainer';
  /** The name of the trainer, where it has one. */
  readonly trainer: string | undefined;
  /** The fold it failed in, counted from 0. */
  readonly fold: number;
  /** The number of observations it had been given. */
  readonly observations: number;

  constructor(details: TrainerErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.trainer = details.trainer;
    this.fold = details.fold;
    this.observations = details.observations;
  }
}
