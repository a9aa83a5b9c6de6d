import { CoincastError } from './CoincastError.js';

/** What a {@link SerializationError} is made of. */
export interface SerializationErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The field at fault, such as `state.phi[2]`. */
  readonly path?: string | undefined;
}

/**
 * A text or byte sequence is not a model that this version can read, or a model cannot be written.
 */
export class SerializationError extends CoincastError {
  override readonly name = 'SerializationError';
  override readonly code = 'serialization';
  /** The field at fault, such as `state.phi[2]`. */
  readonly path: string | undefined | undefined;

  constructor(details: SerializationErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.path = details.path;
  }
}
