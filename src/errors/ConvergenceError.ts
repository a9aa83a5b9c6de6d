import { CoincastError } from './CoincastError.js';

/** What a {@link ConvergenceError} is made of. */
export interface ConvergenceErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The number of iterations made. */
  readonly iterations: number;
}

/**
 * An iterative fit stopped without reaching an optimum it can vouch for.
 */
export class ConvergenceError extends CoincastError {
  override readonly name = 'ConvergenceError';
  override readonly code = 'convergence';
  /** The number of iterations made. */
  readonly iterations: number;

  constructor(details: ConvergenceErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.iterations = details.iterations;
  }
}
