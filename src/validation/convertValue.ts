import { parseTimestamp } from '../series/index.js';
import { isUsable, type SeriesColumn } from './RawSeries.js';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a value of another type stands for, if it may stand in the column: of decimal text and big
 * integers, and among timestamps of dates, as objects or in ISO 8601 (UTC where they name no offset).
 */
export function convertValue(column: SeriesColumn, value: unknown): number | undefined {
  const number = toNumber(column, value);
  return isUsable(column, number) ? number : undefined;
}

/** What a value is worth in a column: itself if it may stand there, or else the number it stands for, if any. */
export function worthOf(column: SeriesColumn, value: unknown): number | undefined {
  return isUsable(column, value) ? value : convertValue(column, value);
}

function toNumber(column: SeriesColumn, value: unknown): number | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (column === 'timestamps' && value instanceof Date) return value.getTime();
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (column === 'timestamps') return parseTimestamp(text, 'milliseconds');
  return decimal.test(text) ? Number(text) : undefined;
}
