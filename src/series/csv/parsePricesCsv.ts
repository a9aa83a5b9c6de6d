import { createPriceSeries, type PriceSeries } from '../PriceSeries.js';
import { type ParseCsvOptions, resolveParseCsvOptions } from './ParseCsvOptions.js';
import { parseRows } from './parseRows.js';
import { createRowReader } from './rowReader.js';

/**
 * Takes the records of a CSV of prices, the header first, and ends in a series.
 *
 * @internal
 */
export interface PricesCsvReader {
  push(record: readonly string[], line: number): void;
  finish(): PriceSeries;
}

/**
 * What turns records into a `PriceSeries`, whoever splits the text into records.
 *
 * @internal
 */
export function createPricesCsvReader(options: ParseCsvOptions): PricesCsvReader {
  const { timestampUnit, about } = resolveParseCsvOptions(options);
  const rows = createRowReader({ required: ['price'], optional: ['volume', 'marketCap'], timestampUnit });
  return {
    push: rows.push,
    finish() {
      const { timestamps, price, volume, marketCap } = rows.finish();
      return createPriceSeries({
        timestamps,
        prices: price,
        volumes: volume,
        marketCaps: marketCap,
        ...about,
      });
    },
  };
}

/**
 * Reads a table of prices or of candles from CSV text.
 *
 * The first line names the columns, in any order and case. The time is one of `timestamp`, `time`, `date`,
 * `datetime`, `ds`, `snapped_at`, `open_time`, `unix`; the price one of `price`, `close`, `y`, `value`,
 * `last`; `volume` (or `total_volume`) and `market_cap` are taken where every row has them; other columns are
 * ignored. Times are epoch numbers or ISO dates such as `2024-01-31` and `2024-01-31 23:00:00`, in UTC unless
 * they name an offset, never in local time.
 *
 * Timestamps are kept as they stand. Of candles the close is the price, and most exchanges' files (Binance's
 * among them) stamp a candle with its opening: the price at a timestamp was then known one step later. Volumes
 * too are kept as they stand, in whatever unit the file has.
 *
 * @throws {@link CsvFormatError} when the text is empty, lacks a column, or a cell is not a proper number or
 * time, naming the line, the column and the text.
 * @throws {@link IrregularSeriesError} when times are not in order or repeat, naming the line.
 * @throws {@link InsufficientDataError} when there is a single row and no `stepMs`.
 * @throws {@link InvalidArgumentError} when the text is not a string or an option is unknown.
 * @example
 * ```ts
 * import { parsePricesCsv } from 'coincast';
 *
 * const series = parsePricesCsv('date,close\n2024-01-01,42000.5\n2024-01-02,43100\n', { coinId: 'bitcoin' });
 * series.prices[1]; // => 43100
 * series.stepMs; // => 86400000
 * ```
 */
export function parsePricesCsv(text: string, options: ParseCsvOptions = {}): PriceSeries {
  const reader = createPricesCsvReader(options);
  parseRows(text, reader.push);
  return reader.finish();
}
