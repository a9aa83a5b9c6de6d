import { CoincastError } from './CoincastError.js';

/** What a {@link NetworkError} is made of. */
export interface NetworkErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
}

/**
 * The connection failed or broke off before a whole answer arrived.
 */
export class NetworkError extends CoincastError {
  override readonly name = 'NetworkError';
  override readonly code = 'network';
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;

  constructor(details: NetworkErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.endpoint = details.endpoint;
  }
}
