import { CsvFormatError, isCoincastError } from '../../errors/index.js';

/** The part of csv-parse's options and errors that its browser and Node builds share. */
interface ParserOptions {
  readonly bom: true;
  readonly trim: true;
  readonly record_delimiter: string[];
  readonly skip_empty_lines: true;
  readonly skip_records_with_empty_values: true;
  readonly on_record: (record: string[], context: { readonly lines: number }) => null;
}

/**
 * How csv-parse is to read a table, giving each record and its line to `push` instead of keeping it.
 *
 * @internal
 */
export function rowParserOptions(push: (record: string[], line: number) => void): ParserOptions {
  return {
    bom: true,
    trim: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    on_record: (record, { lines }) => {
      push(record, lines);
      return null;
    },
  };
}

/**
 * What csv-parse threw as an error of ours: a row too short or too long, a quote left open.
 *
 * @internal
 */
export function toCsvFormatError(error: unknown): unknown {
  if (isCoincastError(error) || !(error instanceof Error) || !('code' in error && 'lines' in error))
    return error;
  const line = Number(error.lines);
  const reason = faults[String(error.code)] ?? 'is not well-formed CSV';
  return new CsvFormatError(
    { message: `Line ${line} ${reason}. Correct or remove it.`, line },
    { cause: error },
  );
}

const faults: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has not as many cells as the header',
  CSV_QUOTE_NOT_CLOSED: 'is in a quoted cell that never ends',
  CSV_INVALID_CLOSING_QUOTE: 'has a quote in the middle of a cell',
};
