import { InvalidArgumentError } from '../../errors/index.js';

/** What an audited function may return; see {@link AuditedFunction}. */
export type AuditedOutput =
  | ArrayLike<unknown>
  | Readonly<Record<string, ArrayLike<unknown>>>
  | {
      /** Epoch milliseconds UTC, ascending: the times the columns have values at. */
      readonly timestamps: ArrayLike<number>;
      readonly columns: Readonly<Record<string, ArrayLike<unknown>>>;
    };

/** Columns of values at times, in ascending order of time. */
export interface AuditedCells {
  readonly timestamps: ArrayLike<number>;
  readonly columns: ReadonlyMap<string, ArrayLike<unknown>>;
}

/**
 * Reads what an audited function has returned for a series with these times.
 *
 * @internal
 */
export function auditedCells(output: unknown, timestamps: Float64Array): AuditedCells {
  if (isArray(output)) return fromArray(output, timestamps);
  if (typeof output !== 'object' || output === null || 'then' in output) throw unreadable(output);
  const { timestamps: own, columns, ...rest } = output as Partial<Record<string, unknown>>;
  const table = own !== undefined && typeof columns === 'object' && columns !== null && !isArray(columns);
  const named = Object.entries(table ? columns : { ...rest, ...(columns === undefined ? {} : { columns }) });
  const times = own === undefined ? timestamps : own;
  if (!isArray(times) || named.length === 0) throw unreadable(output);
  for (const [name, values] of named) {
    if (!isArray(values)) throw unreadable(output);
    requireAligned(values, times.length, name);
  }
  requireAscending(times as ArrayLike<number>);
  return {
    timestamps: times as ArrayLike<number>,
    columns: new Map(named as [string, ArrayLike<unknown>][]),
  };
}

function fromArray(output: ArrayLike<unknown>, timestamps: Float64Array): AuditedCells {
  const rows = Array.from(output);
  const isRow = (row: unknown) => typeof row === 'object' && row !== null;
  if (!rows.some(isRow)) {
    requireAligned(output, timestamps.length, 'values');
    return { timestamps, columns: new Map([['values', output]]) };
  }
  const records = rows.map((row) => (isRow(row) ? row : {}) as Readonly<Record<string, unknown>>);
  const names = new Set(records.flatMap((row) => Object.keys(row)));
  const timed = names.delete('timestamp');
  if (!timed) requireAligned(output, timestamps.length, 'rows');
  const times = timed ? records.map((row) => Number(row['timestamp'])) : timestamps;
  requireAscending(times);
  return {
    timestamps: times,
    columns: new Map([...names].map((name) => [name, records.map((row) => row[name])])),
  };
}

function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function requireAligned(values: ArrayLike<unknown>, length: number, name: string): void {
  if (values.length === length) return;
  throw new InvalidArgumentError({
    argument: `target(series).${name}.length`,
    value: values.length,
    expected: `${length}, one value for each time`,
    hint: 'Keep the warm-up as NaN, or return rows with a timestamp, so that values can be told apart.',
  });
}

function requireAscending(times: ArrayLike<number>): void {
  for (let row = 0; row < times.length; row++) {
    if (Number.isFinite(times[row]) && !(row > 0 && times[row]! <= times[row - 1]!)) continue;
    throw new InvalidArgumentError({
      argument: `target(series).timestamps[${row}]`,
      value: times[row],
      expected: 'a finite number above the one before it',
    });
  }
}

function unreadable(output: unknown): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'target(series)',
    value: output,
    expected:
      'an array with a value or a row for each observation, an object of such arrays, or a table { timestamps, columns }',
  });
}
