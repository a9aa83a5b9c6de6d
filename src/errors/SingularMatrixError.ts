import { CoincastError } from './CoincastError.js';

/** What a {@link SingularMatrixError} is made of. */
export interface SingularMatrixErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The position of the first pivot that vanished. */
  readonly pivot: number;
}

/**
 * A linear system has no unique solution, as with collinear regressors.
 */
export class SingularMatrixError extends CoincastError {
  override readonly name = 'SingularMatrixError';
  override readonly code = 'singular-matrix';
  /** The position of the first pivot that vanished. */
  readonly pivot: number;

  constructor(details: SingularMatrixErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.pivot = details.pivot;
  }
}
