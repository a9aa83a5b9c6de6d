import { CoincastError } from './CoincastError.js';

/** What a {@link ResponseValidationError} is made of. */
export interface ResponseValidationErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** What is wrong with the body, field by field. */
  readonly issues: readonly string[];
}

/**
 * The server answered with success, but the body is not what the endpoint promises (HTML, cut-off JSON, missing fields).
 */
export class ResponseValidationError extends CoincastError {
  override readonly name = 'ResponseValidationError';
  override readonly code = 'response-validation';
  /** The path asked for, without host and without keys. */
  readonly endpoint: string;
  /** What is wrong with the body, field by field. */
  readonly issues: readonly string[];

  constructor(details: ResponseValidationErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.endpoint = details.endpoint;
    this.issues = details.issues;
  }
}
