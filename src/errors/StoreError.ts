import { CoincastError } from './CoincastError.js';

/** What a {@link StoreError} is made of. */
export interface StoreErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** What the store was asked to do. */
  readonly operation: 'get' | 'put' | 'list' | 'delete' | 'sweep';
  /** What the disk or the server said, such as `ENOSPC`; never an address or a password. */
  readonly reason: string;
  /** The key or prefix it was asked for. */
  readonly key: string | undefined;
}

/**
 * A store of models could not do what it was asked for: a full disk, a missing permission, a lost connection.
 * After a failed write the bytes may or may not be there.
 */
export class StoreError extends CoincastError {
  override readonly name = 'StoreError';
  override readonly code = 'store';
  /** What the store was asked to do. */
  readonly operation: 'get' | 'put' | 'list' | 'delete' | 'sweep';
  /** What the disk or the server said, such as `ENOSPC`; never an address or a password. */
  readonly reason: string;
  /** The key or prefix it was asked for. */
  readonly key: string | undefined;

  constructor(details: StoreErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.operation = details.operation;
    this.reason = details.reason;
    this.key = details.key;
  }
}
