import { CoincastError } from './CoincastError.js';

/** What a {@link ModelNotFoundError} is made of. */
export interface ModelNotFoundErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The name, version or path asked for. */
  readonly id: string;
}

/**
 * No model is stored under the name or path asked for.
 */
export class ModelNotFoundError extends CoincastError {
  override readonly name = 'ModelNotFoundError';
  override readonly code = 'model-not-found';
  /** The name, version or path asked for. */
  readonly id: string;

  constructor(details: ModelNotFoundErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.id = details.id;
  }
}
