import { formatColumnsCsv } from '../../series/index.js';
import { type FeatureTable, requireTable } from './FeatureTable.js';

/**
 * Writes a table of features as CSV text: `timestamp` and a column for each of the table, in its order.
 *
 * Times are ISO 8601 in UTC and numbers have as many digits as they need to be read back to the same bits. Timestamps
 * that are not whole milliseconds or that no date can express are written as numbers in a column `timestamp_ms`
 * instead. Values in a kept warm-up are empty, as pandas and R read them.
 *
 * @throws {@link InvalidArgumentError} when the argument is not a table.
 * @example
 * ```ts
 * import { buildFeatures, createPriceSeries, formatFeaturesCsv } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [0, 60_000, 120_000], prices: [100, 102, 101] });
 * const text = formatFeaturesCsv(buildFeatures(series, { mean: { feature: 'sma', period: 2 } }));
 * text.split('\n')[1]; // => '1970-01-01T00:01:00.000Z,101'
 * ```
 */
export function formatFeaturesCsv(table: FeatureTable): string {
  requireTable(table);
  return formatColumnsCsv(table.timestamps, Object.entries(table.columns));
}
