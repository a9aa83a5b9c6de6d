import { InvalidArgumentError } from '../errors/index.js';
import type { RawSeries, SeriesColumn } from './RawSeries.js';
import { seriesColumns } from './RawSeries.js';
import type { RepairedSeries } from './repairSeries.js';
import type { SeriesChange } from './SeriesChange.js';

/**
 * The series as it was before {@link repairSeries}, from the repaired one and the record of its changes.
 *
 * Every value of every column comes back exactly, in its place: a column of numbers as a `Float64Array`, any other as
 * an array. The step, the coin and the currency are those of the repaired series. Cost O(n).
 *
 * @throws {@link InvalidArgumentError} when the changes are not those that led to the series.
 * @example
 * ```ts
 * import { repairSeries, undoRepairs, validateSeries } from 'coincast';
 *
 * const raw = { timestamps: [0, 1000, 2000, 3000, 5000], prices: [100, 101, 'n/a', 102, 104] };
 * const repaired = repairSeries(raw, validateSeries(raw).findings.map((finding) => finding.repair));
 * undoRepairs(repaired).prices; // => [100, 101, 'n/a', 102, 104]
 * ```
 */
export function undoRepairs({ series, changes }: RepairedSeries): RawSeries {
  const dropped = ofKind(changes, 'dropped');
  const droppedColumns = ofKind(changes, 'droppedColumn');
  // A value may have been changed twice: the earliest is what was given.
  const changed = ofKind(changes, 'changed').reverse();
  const invented = new Set(ofKind(changes, 'filled').map(({ index }) => index));
  const rows = Array.from(series.timestamps.keys()).filter((row) => !invented.has(row));
  const order = ofKind(changes, 'sorted')[0]?.order ?? positionsLeft(rows.length, dropped);
  requireBelonging(
    rows.length === order.length && rows.length + invented.size === series.timestamps.length,
    changes,
  );
  const columns: Partial<Record<SeriesColumn, ArrayLike<unknown>>> = {};
  for (const name of seriesColumns) {
    const kept = series[name];
    if (kept === undefined) continue;
    const values: unknown[] = [];
    for (const { index, observation } of dropped) {
      if (name in observation) values[index] = observation[name];
    }
    for (const [k, row] of rows.entries()) values[order[k]!] = kept[row];
    for (const { column, index, before } of changed) {
      if (column !== name) continue;
      requireBelonging(index in values, changes);
      values[index] = before;
    }
    columns[name] = compact(values);
  }
  for (const { column, values } of droppedColumns) columns[column] = compact(values);
  const { stepMs, coinId, vsCurrency } = series;
  return Object.freeze({ ...(columns as Pick<RawSeries, SeriesColumn>), stepMs, coinId, vsCurrency });
}

function ofKind<Kind extends SeriesChange['kind']>(changes: readonly SeriesChange[], kind: Kind) {
  return changes.filter((change): change is Extract<SeriesChange, { kind: Kind }> => change.kind === kind);
}

/** The positions at which nothing was dropped. */
function positionsLeft(count: number, dropped: readonly { readonly index: number }[]): number[] {
  const gone = new Set(dropped.map(({ index }) => index));
  return Array.from({ length: count + gone.size }, (_, index) => index).filter((index) => !gone.has(index));
}

function compact(values: readonly unknown[]): ArrayLike<unknown> {
  return values.every((value) => typeof value === 'number')
    ? Float64Array.from(values as number[])
    : [...values];
}

function requireBelonging(condition: boolean, changes: readonly SeriesChange[]): void {
  if (condition) return;
  throw new InvalidArgumentError({
    argument: 'changes',
    value: changes,
    expected: 'the changes that led to the series',
    hint: 'Pass what repairSeries gave, as it gave it.',
  });
}
