import { CoincastError } from './CoincastError.js';

/** What a {@link PromotionConflictError} is made of. */
export interface PromotionConflictErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The coin whose champion was to be changed. */
  readonly coin: string;
  /** The version that was to become the champion; `undefined` for a rollback. */
  readonly version: string | undefined;
  /** The present champion; `undefined` where the coin has none. */
  readonly champion: string | undefined;
  /** The number of the journal entry that made it the champion; 0 where there is none. */
  readonly sequence: number;
  /** Who made that entry. */
  readonly who: string | undefined;
}

/**
 * Another promotion or rollback came first, so this one was decided on what no longer holds; it changed nothing.
 */
export class PromotionConflictError extends CoincastError {
  override readonly name = 'PromotionConflictError';
  override readonly code = 'promotion-conflict';
  /** The coin whose champion was to be changed. */
  readonly coin: string;
  /** The version that was to become the champion; `undefined` for a rollback. */
  readonly version: string | undefined;
  /** The present champion; `undefined` where the coin has none. */
  readonly champion: string | undefined;
  /** The number of the journal entry that made it the champion; 0 where there is none. */
  readonly sequence: number;
  /** Who made that entry. */
  readonly who: string | undefined;

  constructor(details: PromotionConflictErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.coin = details.coin;
    this.version = details.version;
    this.champion = details.champion;
    this.sequence = details.sequence;
    this.who = details.who;
  }
}
