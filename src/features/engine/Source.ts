import type { FeatureColumnSpec } from '../features.js';

/** A column that a series has. */
export type SourceColumn = 'price' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'marketCap';

/** The price of another coin at the same times; the coin is one of the `others` given with the series. */
export interface OtherSource {
  /** The name under which the other series is given. */
  readonly other: string;
}

/**
 * The numbers that a feature is computed of: a column of the series (`price` is the price of a `PriceSeries` and the
 * close of candles), the price of another coin, or another feature, so that features can be stacked:
 * `{ feature: 'sma', period: 5, of: { feature: 'rsi' } }`.
 */
export type Source = SourceColumn | OtherSource | NestedFeature;

/** A feature that another one is computed of; `output` names one where it has several. */
export type NestedFeature = FeatureColumnSpec & { readonly output?: string | undefined };

/** What a feature of one column of numbers is computed of. */
export interface SourceOptions {
  /** The numbers to take. Default `price`. */
  readonly of?: Source | undefined;
}

/** What a feature of two columns of numbers is computed of. */
export interface PairOptions extends SourceOptions {
  /** The numbers to set against those, such as `{ other: 'bitcoin' }`. */
  readonly with: Source;
}
