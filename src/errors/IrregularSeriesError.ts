import { CoincastError } from './CoincastError.js';

/** What a {@link IrregularSeriesError} is made of. */
export interface IrregularSeriesErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** Which rule the timestamps break. */
  readonly reason: 'unsorted' | 'duplicate' | 'gap' | 'off-grid' | 'not-contiguous';
  /** The position of the first timestamp that breaks it. */
  readonly index: number;
  /** That timestamp, epoch milliseconds UTC. */
  readonly timestamp: number;
}

/**
 * The timestamps of a series are out of order, repeated, off the grid, or do not continue another series.
 */
export class IrregularSeriesError extends CoincastError {
  override readonly name = 'IrregularSeriesError';
  override readonly code = 'irregular-series';
  /** Which rule the timestamps break. */
  readonly reason: 'unsorted' | 'duplicate' | 'gap' | 'off-grid' | 'not-contiguous';
  /** The position of the first timestamp that breaks it. */
  readonly index: number;
  /** That timestamp, epoch milliseconds UTC. */
  readonly timestamp: number;

  constructor(details: IrregularSeriesErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.reason = details.reason;
    this.index = details.index;
    this.timestamp = details.timestamp;
  }
}
