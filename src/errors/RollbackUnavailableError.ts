import { CoincastError } from './CoincastError.js';

/** What a {@link RollbackUnavailableError} is made of. */
export interface RollbackUnavailableErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The coin whose champion was to be rolled back. */
  readonly coin: string;
  /** The champion, which stays; `undefined` where the coin has none. */
  readonly champion: string | undefined;
}

/**
 * There is no earlier champion to go back to.
 */
export class RollbackUnavailableError extends CoincastError {
  override readonly name = 'RollbackUnavailableError';
  override readonly code = 'rollback-unavailable';
  /** The coin whose champion was to be rolled back. */
  readonly coin: string;
  /** The champion, which stays; `undefined` where the coin has none. */
  readonly champion: string | undefined;

  constructor(details: RollbackUnavailableErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.coin = details.coin;
    this.champion = details.champion;
  }
}
