import { type FeatureTable, requireTable } from './FeatureTable.js';

/** A row of a {@link FeatureTable}: its time and a value of each column. */
export type FeatureRow<Name extends string = string> = {
  /** Epoch milliseconds UTC. */
  readonly timestamp: number;
} & {
  readonly [Column in Name]: number;
};

/**
 * The rows of a table of features as objects, for what works a row at a time.
 *
 * Values in a kept warm-up are NaN. Objects take some ten times the memory of the columns.
 *
 * @throws {@link InvalidArgumentError} when the argument is not a table.
 * @example
 * ```ts
 * import { buildFeatures, createPriceSeries, toFeatureRows } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [0, 60_000, 120_000], prices: [100, 102, 101] });
 * const rows = toFeatureRows(buildFeatures(series, { mean: { feature: 'sma', period: 2 } }));
 * rows[0]; // => { timestamp: 60000, mean: 101 }
 * ```
 */
export function toFeatureRows<Name extends string>(table: FeatureTable<Name>): FeatureRow<Name>[] {
  requireTable(table);
  const columns = Object.entries<Float64Array>(table.columns);
  return Array.from(
    table.timestamps,
    (timestamp, row) =>
      Object.fromEntries([
        ['timestamp', timestamp],
        ...columns.map(([name, values]) => [name, values[row]!]),
      ]) as FeatureRow<Name>,
  );
}
