import { CoincastError } from './CoincastError.js';

/** What a {@link IntegrityError} is made of. */
export interface IntegrityErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The checksum stored with the content. */
  readonly expected: string;
  /** The checksum of the content as it is. */
  readonly actual: string;
}

/**
 * The stored checksum does not match the content: the file was damaged or changed.
 */
export class IntegrityError extends CoincastError {
  override readonly name = 'IntegrityError';
  override readonly code = 'integrity';
  /** The checksum stored with the content. */
  readonly expected: string;
  /** The checksum of the content as it is. */
  readonly actual: string;

  constructor(details: IntegrityErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.expected = details.expected;
    this.actual = details.actual;
  }
}
