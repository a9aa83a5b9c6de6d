import { CoincastError } from './CoincastError.js';

/** What a {@link PromotionRefusedError} is made of. */
export interface PromotionRefusedErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The coin whose champion it was to be. */
  readonly coin: string;
  /** The version that was to be promoted. */
  readonly version: string;
  /** The champion, which stays; `undefined` where the coin has none. */
  readonly champion: string | undefined;
  /** What the gate said, with the figures it rests on. */
  readonly reason: string;
}

/**
 * A model may not become the champion: its gate did not let it pass.
 */
export class PromotionRefusedError extends CoincastError {
  override readonly name = 'PromotionRefusedError';
  override readonly code = 'promotion-refused';
  /** The coin whose champion it was to be. */
  readonly coin: string;
  /** The version that was to be promoted. */
  readonly version: string;
  /** The champion, which stays; `undefined` where the coin has none. */
  readonly champion: string | undefined;
  /** What the gate said, with the figures it rests on. */
  readonly reason: string;

  constructor(details: PromotionRefusedErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.coin = details.coin;
    this.version = details.version;
    this.champion = details.champion;
    this.reason = details.reason;
  }
}
