import { CoincastError } from './CoincastError.js';

/**
 * How a trainer was found to look ahead, or to make looking ahead possible: it `wrote` to the series it was given; its
 * forecast of the same past depends on what it was given afterwards (`memory`) or on the future itself (`future`); or
 * its forecasts of made-up pasts follow the real future (`hindsight`).
 */
export type LookAheadKind = 'wrote' | 'memory' | 'future' | 'hindsight';

/** What a {@link LookAheadError} is made of. */
export interface LookAheadErrorDetails {
  /** The whole sentence: what gave the trainer away, and what to do next. */
  readonly message: string;
  /** How it was found to look ahead. */
  readonly kind: LookAheadKind;
  /** The fold it was found in, counted from 0; undefined where it takes several folds to see. */
  readonly fold?: number | undefined;
}

/**
 * A trainer used, or could have used, what it cannot know when the forecast is made: its results are worth nothing.
 */
export class LookAheadError extends CoincastError {
  override readonly name = 'LookAheadError';
  override readonly code = 'look-ahead';
  /** How it was found to look ahead. */
  readonly kind: LookAheadKind;
  /** The fold it was found in, counted from 0; undefined where it takes several folds to see. */
  readonly fold: number | undefined;

  constructor(details: LookAheadErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.kind = details.kind;
    this.fold = details.fold;
  }
}
