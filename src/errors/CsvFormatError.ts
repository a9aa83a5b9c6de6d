import { CoincastError } from './CoincastError.js';

/** What a {@link CsvFormatError} is made of. */
export interface CsvFormatErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The line at fault, counted from 1 (the header). */
  readonly line: number;
  /** The column at fault. */
  readonly column?: string | undefined;
  /** The text found there. */
  readonly value?: string | undefined;
}

/**
 * A CSV text lacks a column, a row, or a readable value.
 */
export class CsvFormatError extends CoincastError {
  override readonly name = 'CsvFormatError';
  override readonly code = 'csv-format';
  /** The line at fault, counted from 1 (the header). */
  readonly line: number;
  /** The column at fault. */
  readonly column: string | undefined | undefined;
  /** The text found there. */
  readonly value: string | undefined | undefined;

  constructor(details: CsvFormatErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.line = details.line;
    this.column = details.column;
    this.value = details.value;
  }
}
