import type { AuditedCells } from './auditedCells.js';

/** A value of the past that is another one when the future is not, or is differently, known. */
export interface ChangedCell {
  readonly column: string;
  readonly timestamp: number;
  readonly value: unknown;
  readonly replayed: unknown;
}

/**
 * The first cell of each column, at a time up to `until`, that differs between the whole series and a replay. What is
 * missing in one of them, whole rows included, is unknown there: unknown against a value differs, too.
 *
 * @internal
 */
export function changedCells(
  whole: AuditedCells,
  replay: AuditedCells,
  until: number,
  tolerance: number,
): ChangedCell[] {
  const names = new Set([...whole.columns.keys(), ...replay.columns.keys()]);
  return [...names].flatMap((column) => {
    const values = whole.columns.get(column) ?? [];
    const replayed = replay.columns.get(column) ?? [];
    const least = tolerance * 1e-3 * largest(values);
    let [row, other] = [0, 0];
    for (;;) {
      const time = Math.min(at(whole.timestamps, row), at(replay.timestamps, other));
      if (time > until) return [];
      const value = at(whole.timestamps, row) === time ? values[row++] : undefined;
      const again = at(replay.timestamps, other) === time ? replayed[other++] : undefined;
      if (!isSame(value, again, tolerance, least)) {
        return [{ column, timestamp: time, value, replayed: again }];
      }
    }
  });
}

function at(timestamps: ArrayLike<number>, row: number): number {
  return row < timestamps.length ? timestamps[row]! : Number.POSITIVE_INFINITY;
}

function isSame(value: unknown, again: unknown, tolerance: number, least: number): boolean {
  if (typeof value === 'number' && typeof again === 'number' && value !== again) {
    const allowed = Math.max(tolerance * Math.max(Math.abs(value), Math.abs(again)), least);
    if (Number.isNaN(value) || Number.isNaN(again)) return Number.isNaN(value) && Number.isNaN(again);
    return Math.abs(value - again) <= allowed;
  }
  return value === again || (isUnknown(value) && isUnknown(again));
}

function isUnknown(value: unknown): boolean {
  return value === undefined || value === null || Number.isNaN(value);
}

/** The largest absolute value, on whose scale rounding is to be seen. */
function largest(values: ArrayLike<unknown>): number {
  let most = 0;
  for (let row = 0; row < values.length; row++) {
    const size = Math.abs(Number(values[row]));
    if (size > most && Number.isFinite(size)) most = size;
  }
  return most;
}
