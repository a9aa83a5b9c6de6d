import { CoincastError } from './CoincastError.js';

/** What a {@link DegenerateSeriesError} is made of. */
export interface DegenerateSeriesErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** In which way the series is degenerate. */
  readonly reason: 'constant' | 'collinear' | 'perfect-fit';
}

/**
 * The series is long enough but carries no information for the computation, such as a constant one.
 */
export class DegenerateSeriesError extends CoincastError {
  override readonly name = 'DegenerateSeriesError';
  override readonly code = 'degenerate-series';
  /** In which way the series is degenerate. */
  readonly reason: 'constant' | 'collinear' | 'perfect-fit';

  constructor(details: DegenerateSeriesErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.reason = details.reason;
  }
}
