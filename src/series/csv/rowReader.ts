import { CsvFormatError, IrregularSeriesError, quoteValue } from '../../errors/index.js';
import { describeTime } from '../PriceSeries.js';
import { type ColumnName, type FoundColumn, findColumn, requireColumn } from './columns.js';
import { detectTimestampUnit, parseTimestamp, type TimestampUnit } from './parseTimestamp.js';

/** The columns to take from a table of observations. */
export interface RowReaderOptions<Required extends ColumnName, Optional extends ColumnName> {
  readonly required: readonly Required[];
  readonly optional: readonly Optional[];
  readonly timestampUnit: TimestampUnit;
}

/** Takes records one by one, the header first, and gathers their numbers in columns. */
export interface RowReader<Required extends ColumnName, Optional extends ColumnName> {
  push(record: readonly string[], line: number): void;
  finish(): { timestamps: number[] } & Record<Required, number[]> & Partial<Record<Optional, number[]>>;
}

interface Column extends FoundColumn {
  readonly name: ColumnName;
  readonly optional: boolean;
  readonly values: number[];
  incomplete: boolean;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads records into columns, refusing the first bad cell or time by its line. */
export function createRowReader<Required extends ColumnName, Optional extends ColumnName>(
  options: RowReaderOptions<Required, Optional>,
): RowReader<Required, Optional> {
  const timestamps: number[] = [];
  let time: FoundColumn | undefined;
  let unit = options.timestampUnit;
  let columns: Column[] = [];

  function readHeader(header: readonly string[]): void {
    time = requireColumn(header, 'timestamp');
    if (unit === 'auto' && /ms$/i.test(time.header)) unit = 'milliseconds';
    columns = [...options.required, ...options.optional].flatMap((name, order) => {
      const optional = order >= options.required.length;
      const found = optional ? findColumn(header, name) : requireColumn(header, name);
      return found === undefined ? [] : [{ ...found, name, optional, values: [], incomplete: false }];
    });
  }

  function readTime(text: string, column: FoundColumn, line: number): void {
    if (unit === 'auto') unit = detectTimestampUnit(text);
    const timestamp = parseTimestamp(text, unit);
    if (timestamp === undefined) {
      throw badCell(
        line,
        column,
        text,
        'a time',
        'Write epoch seconds, milliseconds or an ISO date such as "2024-01-31 23:00:00".',
      );
    }
    requireLater(timestamp, timestamps, line);
    timestamps.push(timestamp);
  }

  return {
    push(record, line) {
      if (time === undefined) {
        readHeader(record);
        return;
      }
      readTime(record[time.position]!, time, line);
      for (const column of columns) readNumber(record[column.position]!, column, line);
    },
    finish() {
      if (timestamps.length === 0) {
        throw new CsvFormatError({
          message: `The CSV ${time === undefined ? 'is empty' : 'has a header but no rows'}. Give one header line and one line for each observation.`,
          line: 1,
        });
      }
      const complete = columns.filter((column) => !column.incomplete);
      return {
        timestamps,
        ...Object.fromEntries(complete.map(({ name, values }) => [name, values])),
      } as ReturnType<RowReader<Required, Optional>['finish']>;
    },
  };
}

function readNumber(text: string, column: Column, line: number): void {
  if (column.optional && text === '') {
    column.incomplete = true;
    return;
  }
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw badCell(line, column, text, 'a number', 'Correct or remove the line.');
  if (column.optional ? value < 0 : value <= 0) {
    throw badCell(
      line,
      column,
      text,
      column.optional ? 'zero or more' : 'positive',
      'Correct or remove the line.',
    );
  }
  column.values.push(value);
}

function requireLater(timestamp: number, timestamps: readonly number[], line: number): void {
  const index = timestamps.length;
  const previous = timestamps[index - 1];
  if (previous === undefined || timestamp > previous) return;
  const repeated = timestamp === previous;
  throw new IrregularSeriesError({
    message:
      `Line ${line}: the time ${describeTime(timestamp)} ${repeated ? 'repeats' : 'comes before'} that of the row above. ` +
      'Sort the rows by time and keep one of each.',
    reason: repeated ? 'duplicate' : 'unsorted',
    index,
    timestamp,
  });
}

function badCell(
  line: number,
  column: FoundColumn,
  text: string,
  expected: string,
  next: string,
): CsvFormatError {
  return new CsvFormatError({
    message: `Line ${line}, column ${quoteValue(column.header)}: ${quoteValue(text)} is not ${expected}. ${next}`,
    line,
    column: column.header,
    value: text,
  });
}
