import { type BenchTable, isNumeric } from './BenchReport.js';
import { formatNumber } from './formatNumber.js';
import { markdownTable } from './markdownTable.js';

/** A table of a benchmark under its title. */
export function renderTable({ title, columns, rows, note }: BenchTable): string {
  const body = markdownTable(
    columns.map((column) => (column.unit === undefined ? column.title : `${column.title}, ${column.unit}`)),
    rows.map((row) =>
      row.map((cell, at) =>
        cell === null ? '' : typeof cell === 'string' ? cell : formatNumber(cell, columns[at]!),
      ),
    ),
    columns.map(isNumeric),
  );
  return [`#### ${title}`, body, ...(note === undefined ? [] : [note])].join('\n\n');
}
