import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import {
  createPricesCsvReader,
  type ParseCsvOptions,
  type PriceSeries,
  rowParserOptions,
  toCsvFormatError,
} from '../series/index.js';

/** Options of {@link readPricesCsv}. */
export interface ReadPricesCsvOptions extends ParseCsvOptions {
  /** Stops the reading; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a CSV file of prices or candles as `parsePricesCsv` reads text, without ever holding the whole text.
 *
 * A path that cannot be opened rejects with Node's own error (`ENOENT` and its like).
 *
 * @throws {@link coincast!CsvFormatError} when the file is empty, lacks a column, or a cell is not a proper number or
 * time, naming the line, the column and the text.
 * @throws {@link coincast!IrregularSeriesError} when times are not in order or repeat, naming the line.
 * @throws {@link coincast!InsufficientDataError} when there is a single row and no `stepMs`.
 * @throws {@link coincast!InvalidArgumentError} when an option is unknown.
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { createPriceSeries } from 'coincast';
 * import { readPricesCsv, writePricesCsv } from 'coincast/node';
 *
 * await writePricesCsv('prices.csv', createPriceSeries({ timestamps: [0, 60_000], prices: [1.5, 2] }));
 * const series = await readPricesCsv('prices.csv', { coinId: 'bitcoin' });
 * await rm('prices.csv');
 * series.prices[1]; // => 2
 * ```
 */
export async function readPricesCsv(path: string, options: ReadPricesCsvOptions = {}): Promise<PriceSeries> {
  const { signal, ...reading } = options;
  const reader = createPricesCsvReader(reading);
  const parser = parse(rowParserOptions(reader.push));
  parser.resume();
  try {
    await pipeline(createReadStream(path), parser, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw toCsvFormatError(error);
  }
  return reader.finish();
}
