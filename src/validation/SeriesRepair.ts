import type { FillMethod } from '../series/index.js';
import type { SeriesColumn, ValueColumn } from './RawSeries.js';

/** Takes whole observations out. */
export interface DropRepair {
  readonly action: 'drop';
  /** Positions in the series as given. */
  readonly positions: readonly number[];
}

/** Takes a column out that need not be there. */
export interface DropColumnRepair {
  readonly action: 'dropColumn';
  readonly column: 'volumes' | 'marketCaps';
}

/** Makes numbers of numbers in other clothes: decimal text, big integers and, among timestamps, dates. */
export interface ConvertRepair {
  readonly action: 'convert';
  readonly column: SeriesColumn;
  /** Positions in the series as given. */
  readonly positions: readonly number[];
}

/** Puts the observations in order of time. */
export interface SortRepair {
  readonly action: 'sort';
}

/** Limits values to a range: those beyond an end take the value of that end. */
export interface WinsoriseRepair {
  readonly action: 'winsorise';
  readonly column: ValueColumn;
  /** Positions in the series as given. */
  readonly positions: readonly number[];
  /** The lower end of the range, in the units of the column. */
  readonly lower: number;
  /** The upper end, not below `lower`, in the units of the column. */
  readonly upper: number;
}

/** Replaces values by ones invented from those of other times in the same column. */
export interface ReplaceRepair extends FillMethod {
  readonly action: 'replace';
  readonly column: ValueColumn;
  /** Positions in the series as given. */
  readonly positions: readonly number[];
}

/** Fills all gaps between two times with invented observations. */
export interface FillRepair extends FillMethod {
  readonly action: 'fill';
  /** Epoch milliseconds UTC: gaps that begin before it are left alone. */
  readonly from: number;
  /** Epoch milliseconds UTC: gaps that end after it are left alone. */
  readonly to: number;
}

/** One thing to be done to a series, as plain data: rules suggest them, `repairSeries` carries them out. */
export type SeriesRepair =
  | DropRepair
  | DropColumnRepair
  | ConvertRepair
  | SortRepair
  | WinsoriseRepair
  | ReplaceRepair
  | FillRepair;
