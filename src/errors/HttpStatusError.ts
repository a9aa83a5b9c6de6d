import { CoincastError } from './CoincastError.js';

/** What a {@link HttpStatusError} is made of. */
export interface HttpStatusErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The HTTP status. */
  readonly status: number;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** CoinGecko's own error code, where the body names one. */
  readonly apiCode?: number | undefined;
  /** CoinGecko's own message, where the body has one. */
  readonly apiMessage?: string | undefined;
}

/**
 * The server answered with a status that is neither success nor one of the more specific API errors.
 */
export class HttpStatusError extends CoincastError {
  override readonly name = 'HttpStatusError';
  override readonly code = 'http-status';
  /** The HTTP status. */
  readonly status: number;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** CoinGecko's own error code, where the body names one. */
  readonly apiCode: number | undefined | undefined;
  /** CoinGecko's own message, where the body has one. */
  readonly apiMessage: string | undefined | undefined;

  constructor(details: HttpStatusErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.status = details.status;
    this.endpoint = details.endpoint;
    this.apiCode = details.apiCode;
    this.apiMessage = details.apiMessage;
  }
}
