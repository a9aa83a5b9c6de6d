import { CoincastError } from './CoincastError.js';

/** What a {@link RequestTimeoutError} is made of. */
export interface RequestTimeoutErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** The time allowed, milliseconds. */
  readonly timeoutMs: number;
}

/**
 * No whole answer, body included, arrived within the time allowed.
 */
export class RequestTimeoutError extends CoincastError {
  override readonly name = 'RequestTimeoutError';
  override readonly code = 'request-timeout';
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** The time allowed, milliseconds. */
  readonly timeoutMs: number;

  constructor(details: RequestTimeoutErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.endpoint = details.endpoint;
    this.timeoutMs = details.timeoutMs;
  }
}
