import { CoincastError } from './CoincastError.js';

/** What a {@link RateLimitError} is made of. */
export interface RateLimitErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The HTTP status, usually 429. */
  readonly status: number;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** How long the server asked to wait, milliseconds, if it said so. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The server kept answering that too many requests were made, after all retries.
 */
export class RateLimitError extends CoincastError {
  override readonly name = 'RateLimitError';
  override readonly code = 'rate-limit';
  /** The HTTP status, usually 429. */
  readonly status: number;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** How long the server asked to wait, milliseconds, if it said so. */
  readonly retryAfterMs: number | undefined | undefined;

  constructor(details: RateLimitErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.status = details.status;
    this.endpoint = details.endpoint;
    this.retryAfterMs = details.retryAfterMs;
  }
}
