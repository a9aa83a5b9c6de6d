import { type CandleSeries, createCandleSeries } from '../CandleSeries.js';
import { type ParseCsvOptions, resolveParseCsvOptions } from './ParseCsvOptions.js';
import { parseRows } from './parseRows.js';
import { createRowReader } from './rowReader.js';

/**
 * Reads a table of candles from CSV text: the columns `open`, `high`, `low`, `close`, a time and, where every
 * row has it, `volume`.
 *
 * Header names, times and numbers are read as `parsePricesCsv` reads them. The times must be those at which
 * the candles open, as in Binance's files.
 *
 * @throws {@link CsvFormatError} when the text is empty, lacks a column, or a cell is not a proper number or
 * time, naming the line, the column and the text.
 * @throws {@link IrregularSeriesError} when times are not in order or repeat, naming the line.
 * @throws {@link NonFiniteValueError} when a candle's low or high does not enclose its open and close.
 * @throws {@link InsufficientDataError} when there is a single row and no `stepMs`.
 * @throws {@link InvalidArgumentError} when the text is not a string or an option is unknown.
 * @example
 * ```ts
 * import { parseCandlesCsv } from 'coincast';
 *
 * const text = 'timestamp,open,high,low,close\n2024-01-01,10,12,9,11\n2024-01-02,11,13,10,12\n';
 * parseCandlesCsv(text).highs[1]; // => 13
 * ```
 */
export function parseCandlesCsv(text: string, options: ParseCsvOptions = {}): CandleSeries {
  const { timestampUnit, about } = resolveParseCsvOptions(options);
  const rows = createRowReader({
    required: ['open', 'high', 'low', 'close'],
    optional: ['volume'],
    timestampUnit,
  });
  parseRows(text, rows.push);
  const { timestamps, open, high, low, close, volume } = rows.finish();
  return createCandleSeries({
    timestamps,
    opens: open,
    highs: high,
    lows: low,
    closes: close,
    volumes: volume,
    ...about,
  });
}
