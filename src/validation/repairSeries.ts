import { requireFiniteArray } from '../errors/index.js';
import { createPriceSeries, type PriceSeries, requireAscending } from '../series/index.js';
import { changeValues, convertValues, type Table } from './changeValues.js';
import { fillChosenGaps } from './fillChosenGaps.js';
import { type RawSeries, valueColumns } from './RawSeries.js';
import { type ResolvedRepairs, resolveRepairs } from './resolveRepairs.js';
import type { RawObservation, SeriesChange } from './SeriesChange.js';
import type { SeriesRepair } from './SeriesRepair.js';
import { toSubject } from './Subject.js';

/** A repaired series, and how it came to be. */
export interface RepairedSeries {
  readonly series: PriceSeries;
  /** Every change, each with the repair that asked for it; `undoRepairs` takes them back. */
  readonly changes: readonly SeriesChange[];
}

/**
 * Carries out chosen repairs on a series and records every change; nothing else changes.
 *
 * Repairs are data: those that `validateSeries` suggests, or one's own; `undefined`, the repair of a finding that
 * has none, is passed over. Positions are those of the series as given, whatever else is done to it. Whatever
 * their order, repairs are carried out as: `dropColumn`, `drop`, `convert`, `sort`, `winsorise`, `replace`, `fill`.
 * Of several that change one value the last counts, but that what is converted may be winsorised as well; a dropped
 * observation is not changed as well.
 *
 * `drop` takes whole observations out. `convert` makes numbers of decimal text, big integers and, among timestamps,
 * dates. `sort` puts observations in order of time. `winsorise` limits values to `lower` and `upper`. `replace`
 * invents values anew, `fill` invents the observations missing in gaps that lie from `from` to `to`, both by the
 * methods of `fillGaps`: `previous`, `linear` or `seasonal`, from values that are usable and not themselves being
 * replaced.
 *
 * The result is a `PriceSeries`, so it has no errors left: if the repairs leave any, it is refused. Validate it again
 * to see what warnings are left. Where the series names no `stepMs`, it is the median difference of the times as
 * given. Cost O(n log n).
 *
 * @throws {@link InvalidArgumentError} when a repair is unknown or out of bounds, a value cannot be converted, or a
 * value to replace has none before it (or, but for `previous`, after it).
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InsufficientDataError} when the series
 * still has an error, which they name by its position among the observations that are left; also when a gap lacks
 * more than 10000 observations, or no other season lends a `seasonal` value its shape.
 * @example
 * ```ts
 * import { repairSeries, validateSeries } from 'coincast';
 *
 * const raw = { timestamps: [0, 1000, 2000, 3000, 5000], prices: [100, 101, Number.NaN, 102, 104] };
 * const { findings } = validateSeries(raw);
 * const { series, changes } = repairSeries(raw, findings.map((finding) => finding.repair));
 * series.prices; // => [100, 101, 101, 102, 102, 104]
 * changes.map(({ kind }) => kind); // => ['changed', 'filled']
 * ```
 */
export function repairSeries(
  series: RawSeries,
  repairs: readonly (SeriesRepair | undefined)[],
): RepairedSeries {
  const { columns, stepMs } = toSubject(series);
  const length = Math.max(...columns.map(({ values }) => values.length));
  const chosen = resolveRepairs(
    repairs,
    columns.map(({ name }) => name),
    length,
  );
  const changes: SeriesChange[] = [];
  const table: Table = new Map(columns.map(({ name, values }) => [name, Array.from(values)]));
  dropColumns(table, chosen, changes);
  const kept = dropObservations(table, length, chosen, changes);
  convertValues(table, kept, chosen, changes);
  const order = sortObservations(table, kept, chosen, changes);
  const rows = new Map(
    [...table].map(([name, values]) => [name, order.filter((k) => k < values.length).map((k) => values[k])]),
  );
  const timestamps = rows.get('timestamps') as number[];
  requireFiniteArray('timestamps', timestamps);
  requireAscending(timestamps);
  for (const name of valueColumns) {
    const values = rows.get(name);
    if (values === undefined) continue;
    changeValues({ name, values, timestamps, order, stepMs: stepMs ?? Number.NaN }, chosen, changes);
  }
  const sound = createPriceSeries({
    timestamps,
    prices: rows.get('prices') as number[],
    volumes: rows.get('volumes') as number[] | undefined,
    marketCaps: rows.get('marketCaps') as number[] | undefined,
    stepMs,
    coinId: series.coinId,
    vsCurrency: series.vsCurrency,
  });
  const filled = fillChosenGaps(sound, chosen, changes);
  return Object.freeze({
    series: filled,
    changes: Object.freeze(changes.map((change) => Object.freeze(change))),
  });
}

function dropColumns(table: Table, { dropColumn }: ResolvedRepairs, changes: SeriesChange[]): void {
  for (const repair of dropColumn) {
    const values = table.get(repair.column);
    if (values === undefined) continue;
    changes.push({ kind: 'droppedColumn', repair, column: repair.column, values: Object.freeze(values) });
    table.delete(repair.column);
  }
}

function dropObservations(
  table: Table,
  length: number,
  { drop }: ResolvedRepairs,
  changes: SeriesChange[],
): number[] {
  const kept: number[] = [];
  for (let index = 0; index < length; index++) {
    const repair = drop.get(index);
    if (repair === undefined) {
      kept.push(index);
      continue;
    }
    const present = [...table].filter(([, values]) => index < values.length);
    const observation: RawObservation = Object.freeze(
      Object.fromEntries(present.map(([name, values]) => [name, values[index]])),
    );
    changes.push({ kind: 'dropped', repair, index, observation });
  }
  return kept;
}

function sortObservations(
  table: Table,
  kept: readonly number[],
  { sort }: ResolvedRepairs,
  changes: SeriesChange[],
): readonly number[] {
  const timestamps = table.get('timestamps')! as number[];
  const isSorted = kept.every((index, k) => k === 0 || !(timestamps[index]! < timestamps[kept[k - 1]!]!));
  const isSortable = kept.every((index) => Number.isFinite(timestamps[index]));
  if (sort === undefined || isSorted || !isSortable) return kept;
  const order = Object.freeze([...kept].sort((a, b) => timestamps[a]! - timestamps[b]!));
  changes.push({ kind: 'sorted', repair: sort, order });
  return order;
}
