import { CoincastError } from './CoincastError.js';

/** What a {@link InsufficientDataError} is made of. */
export interface InsufficientDataErrorDetails {
  /** What was asked for, such as `adfTest with lags=3`. */
  readonly operation: string;
  /** The least number of observations with which it works. */
  readonly needed: number;
  /** The number of observations given. */
  readonly got: number;
  /** What to do next, as a sentence, where the usual advice does not fit. */
  readonly hint?: string | undefined;
}

/**
 * The series is shorter than the computation needs.
 */
export class InsufficientDataError extends CoincastError {
  override readonly name = 'InsufficientDataError';
  override readonly code = 'insufficient-data';
  /** What was asked for, such as `adfTest with lags=3`. */
  readonly operation: string;
  /** The least number of observations with which it works. */
  readonly needed: number;
  /** The number of observations given. */
  readonly got: number;

  constructor(details: InsufficientDataErrorDetails, options?: ErrorOptions) {
    super(
      `${details.operation} needs at least ${details.needed} observations, got ${details.got}. ${details.hint ?? 'Give a longer series or ask for less.'}`,
      options,
    );
    this.operation = details.operation;
    this.needed = details.needed;
    this.got = details.got;
  }
}
