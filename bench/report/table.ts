import type { BenchTable, Column } from './BenchReport.js';

/** A column of text. */
export function text(title: string): Column {
  return { title };
}

/** A column of numbers with so many digits after the point. */
export function number(title: string, decimals: number, unit?: string): Column {
  return { title, decimals, ...(unit === undefined ? {} : { unit }) };
}

/** A column of numbers like 1.2e-9. */
export function scientific(title: string, unit?: string): Column {
  return { title, scientific: true, ...(unit === undefined ? {} : { unit }) };
}

/** A cell; what is not a finite number, as the time of a fit that failed, is none. */
export type Cell = string | number | null | undefined;

/** Rows under a head. */
export function table(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  note?: string,
): BenchTable {
  return {
    title,
    columns: [...columns],
    rows: rows.map((row) =>
      row.map((cell) =>
        cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell,
      ),
    ),
    ...(note === undefined ? {} : { note }),
  };
}
