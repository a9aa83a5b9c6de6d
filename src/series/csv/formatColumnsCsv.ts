import { stringify } from './engine.js';

/** A column of numbers and its name. */
export type NamedColumn = readonly [name: string, values: Float64Array];

/**
 * Writes times and columns of numbers as CSV text.
 *
 * Times are ISO 8601 in UTC under `timestamp`; where one is no whole millisecond, or no date can express it, all are
 * numbers under `timestamp_ms`. Numbers have as many digits as they need to be read back to the same bits; NaN is an
 * empty cell.
 *
 * @internal
 */
export function formatColumnsCsv(timestamps: Float64Array, columns: readonly NamedColumn[]): string {
  const asDates = timestamps.every((time) => Number.isInteger(time) && Math.abs(time) <= 8.64e15);
  const header = [asDates ? 'timestamp' : 'timestamp_ms', ...columns.map(([name]) => name)];
  const rows = Array.from(timestamps, (time, row) => [
    asDates ? new Date(time).toISOString() : String(time),
    ...columns.map(([, values]) => (Number.isNaN(values[row]) ? '' : String(values[row]))),
  ]);
  return stringify([header, ...rows]);
}
