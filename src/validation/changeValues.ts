import { InvalidArgumentError } from '../errors/index.js';
import { inventValues } from '../series/index.js';
import { convertValue } from './convertValue.js';
import { isUsable, type SeriesColumn, type ValueColumn } from './RawSeries.js';
import type { ResolvedRepairs } from './resolveRepairs.js';
import type { SeriesChange } from './SeriesChange.js';
import type { ReplaceRepair } from './SeriesRepair.js';

/** The columns of a series by name, values at their positions as given. */
export type Table = Map<SeriesColumn, unknown[]>;

/** Carries out `convert` in place, timestamps first. */
export function convertValues(
  table: Table,
  kept: readonly number[],
  { convert, change }: ResolvedRepairs,
  changes: SeriesChange[],
): void {
  const timestamps = table.get('timestamps')!;
  for (const [column, values] of table) {
    for (const index of kept) {
      const repair = convert.get(column)!.get(index);
      const before = values[index];
      const isReplaced = change.get(column)!.get(index)?.action === 'replace';
      if (repair === undefined || isReplaced || typeof before === 'number') continue;
      const after = convertValue(column, before);
      if (after === undefined) {
        throw new InvalidArgumentError({
          argument: `${column}[${index}]`,
          value: before,
          expected: `something that stands for ${column === 'timestamps' ? 'a time' : column === 'prices' ? 'a positive number' : 'a number that is not negative'} to be converted`,
          hint: 'Drop or replace it instead.',
        });
      }
      values[index] = after;
      const timestamp = timestamps[index] as number;
      changes.push({ kind: 'changed', repair, column, index, timestamp, before, after });
    }
  }
}

/** A column of the observations that are left, in order of time. */
export interface ColumnInOrder {
  readonly name: ValueColumn;
  readonly values: unknown[];
  readonly timestamps: readonly number[];
  /** Where each value stood in the series as given. */
  readonly order: readonly number[];
  readonly stepMs: number;
}

/** Carries out `winsorise`, then `replace`, in place. */
export function changeValues(
  column: ColumnInOrder,
  { change }: ResolvedRepairs,
  changes: SeriesChange[],
): void {
  const { name, values, timestamps, order } = column;
  const repairs = change.get(name)!;
  const isReplaced = new Set<number>();
  const rowsOf = new Map<ReplaceRepair, number[]>();
  const put = (row: number, repair: SeriesChangeRepair, after: number) => {
    const [before, index, timestamp] = [values[row], order[row]!, timestamps[row]!];
    values[row] = after;
    changes.push({ kind: 'changed', repair, column: name, index, timestamp, before, after });
  };
  for (const [row, value] of values.entries()) {
    const repair = repairs.get(order[row]!);
    if (repair?.action === 'replace') {
      isReplaced.add(row);
      const rows = rowsOf.get(repair);
      if (rows === undefined) rowsOf.set(repair, [row]);
      else rows.push(row);
    } else if (repair?.action === 'winsorise' && isUsable(name, value)) {
      const after = Math.min(Math.max(value, repair.lower), repair.upper);
      if (after !== value) put(row, repair, after);
    }
  }
  if (rowsOf.size === 0) return;
  const known = knownValues(column, isReplaced);
  for (const [repair, rows] of rowsOf) {
    const times = Float64Array.from(rows, (row) => timestamps[row]!);
    for (const [k, value] of inventValues(known, times, repair).entries()) put(rows[k]!, repair, value);
  }
}

type SeriesChangeRepair = (SeriesChange & { kind: 'changed' })['repair'];

function knownValues({ name, values, timestamps, stepMs }: ColumnInOrder, isReplaced: ReadonlySet<number>) {
  const rows = [...values.keys()].filter((row) => isUsable(name, values[row]) && !isReplaced.has(row));
  return {
    timestamps: Float64Array.from(rows, (row) => timestamps[row]!),
    values: Float64Array.from(rows, (row) => values[row] as number),
    stepMs,
  };
}
