import { CoincastError } from './CoincastError.js';
import { quoteValue } from './quoteValue.js';

/** What a {@link NonFiniteValueError} is made of. */
export interface NonFiniteValueErrorDetails {
  /** The name of the array or field. */
  readonly argument: string;
  /** The position of the first such value. */
  readonly index: number;
  /** The value found there. */
  readonly value: unknown;
  /** What is accepted; "a finite number" when absent. */
  readonly expected?: string | undefined;
}

/**
 * A value is NaN or infinite (or, for prices, not positive) where a proper number is required.
 */
export class NonFiniteValueError extends CoincastError {
  override readonly name = 'NonFiniteValueError';
  override readonly code = 'non-finite-value';
  /** The name of the array or field. */
  readonly argument: string;
  /** The position of the first such value. */
  readonly index: number;
  /** The value found there. */
  readonly value: unknown;
  /** What is accepted; "a finite number" when absent. */
  readonly expected: string | undefined | undefined;

  constructor(details: NonFiniteValueErrorDetails, options?: ErrorOptions) {
    super(
      `${details.argument}[${details.index}] must be ${details.expected ?? 'a finite number'}, got ${quoteValue(details.value)}. Remove or repair the observation first.`,
      options,
    );
    this.argument = details.argument;
    this.index = details.index;
    this.value = details.value;
    this.expected = details.expected;
  }
}
