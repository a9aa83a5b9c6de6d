import { CoincastError } from './CoincastError.js';

/** What a {@link ImportConflictError} is made of. */
export interface ImportConflictErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The first such key. */
  readonly key: string;
}

/**
 * A backup holds other bytes under a key than the store does; nothing was written.
 */
export class ImportConflictError extends CoincastError {
  override readonly name = 'ImportConflictError';
  override readonly code = 'import-conflict';
  /** The first such key. */
  readonly key: string;

  constructor(details: ImportConflictErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.key = details.key;
  }
}
