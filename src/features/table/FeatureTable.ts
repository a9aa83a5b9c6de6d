import { InvalidArgumentError } from '../../errors/index.js';

/** Named columns of features beside the timestamps they belong to. */
export interface FeatureTable<Name extends string = string> {
  /** Epoch milliseconds UTC, one a row. */
  readonly timestamps: Float64Array;
  /** The columns, in the units their features say, each as long as `timestamps`. */
  readonly columns: Readonly<Record<Name, Float64Array>>;
  /** For each column, how many observations of the series pass before its first value. */
  readonly warmUp: Readonly<Record<Name, number>>;
  /**
   * For each column, on how many observations a value depends, the present one included; `Infinity` where older ones
   * fade but never vanish, as in an exponential average, or where the beginning counts, as in a running total.
   */
  readonly lookBack: Readonly<Record<Name, number>>;
}

/** Refuses anything but a table, for what takes one. */
export function requireTable<Name extends string>(table: FeatureTable<Name>): void {
  const { timestamps, columns } = (table ?? {}) as Partial<FeatureTable>;
  if (timestamps instanceof Float64Array && typeof columns === 'object' && columns !== null) return;
  throw new InvalidArgumentError({
    argument: 'table',
    value: table,
    expected: 'a FeatureTable, as buildFeatures gives it',
  });
}
