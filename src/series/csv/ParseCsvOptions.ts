import { requireKnownKeys, requireOneOf } from '../../errors/index.js';
import type { TimestampUnit } from './parseTimestamp.js';

/** Options of `parsePricesCsv` and `parseCandlesCsv`. */
export interface ParseCsvOptions {
  /** CoinGecko's id of the coin. Default `unknown`. */
  readonly coinId?: string | undefined;
  /** The currency of the prices. Default `usd`. */
  readonly vsCurrency?: string | undefined;
  /** The regular step, milliseconds; required for a single row. Default: the median difference. */
  readonly stepMs?: number | undefined;
  /**
   * How numbers in the time column count. Default `auto`: by the first row, below 1e11 seconds, below 1e14
   * milliseconds, below 1e17 microseconds, else nanoseconds; a column whose name ends in `ms` holds
   * milliseconds.
   */
  readonly timestampUnit?: TimestampUnit | undefined;
}

/** Checks the options and tells those about reading from those about the series. */
export function resolveParseCsvOptions(options: ParseCsvOptions) {
  requireKnownKeys('options', options, ['coinId', 'vsCurrency', 'stepMs', 'timestampUnit']);
  const { timestampUnit = 'auto', ...about } = options;
  const units = ['auto', 'seconds', 'milliseconds', 'microseconds', 'nanoseconds'] as const;
  return { timestampUnit: requireOneOf('timestampUnit', timestampUnit, units), about };
}
