import { CoincastError } from './CoincastError.js';
import { quoteValue } from './quoteValue.js';

/** What a {@link InvalidArgumentError} is made of. */
export interface InvalidArgumentErrorDetails {
  /** The name of the argument or option, such as `maxLag` or `order[0]`. */
  readonly argument: string;
  /** The value as it was given. */
  readonly value: unknown;
  /** What is accepted, as the end of the sentence "must be ...". */
  readonly expected: string;
  /** What to do next, as a sentence. */
  readonly hint?: string | undefined;
}

/**
 * An argument has the wrong type, lies outside its documented bounds, or is unknown.
 */
export class InvalidArgumentError extends CoincastError {
  override readonly name = 'InvalidArgumentError';
  override readonly code = 'invalid-argument';
  /** The name of the argument or option, such as `maxLag` or `order[0]`. */
  readonly argument: string;
  /** The value as it was given. */
  readonly value: unknown;
  /** What is accepted, as the end of the sentence "must be ...". */
  readonly expected: string;
  /** What to do next, as a sentence. */
  readonly hint: string | undefined | undefined;

  constructor(details: InvalidArgumentErrorDetails, options?: ErrorOptions) {
    super(
      `${details.argument} must be ${details.expected}, got ${quoteValue(details.value)}.${details.hint === undefined ? '' : ` ${details.hint}`}`,
      options,
    );
    this.argument = details.argument;
    this.value = details.value;
    this.expected = details.expected;
    this.hint = details.hint;
  }
}
