import type { SeriesColumn } from './RawSeries.js';
import type {
  ConvertRepair,
  DropColumnRepair,
  DropRepair,
  FillRepair,
  ReplaceRepair,
  SortRepair,
  WinsoriseRepair,
} from './SeriesRepair.js';

/** An observation as it was given; what a column does not have at its position is not here. */
export interface RawObservation {
  readonly timestamps?: unknown;
  readonly prices?: unknown;
  readonly volumes?: unknown;
  readonly marketCaps?: unknown;
}

/** An observation was taken out. */
export interface DroppedObservation {
  readonly kind: 'dropped';
  readonly repair: DropRepair;
  /** Its position in the series as given. */
  readonly index: number;
  /** All of it, as it was given. */
  readonly observation: RawObservation;
}

/** A column was taken out. */
export interface DroppedColumn {
  readonly kind: 'droppedColumn';
  readonly repair: DropColumnRepair;
  readonly column: SeriesColumn;
  /** All of it, as it was given. */
  readonly values: readonly unknown[];
}

/** A value became another one. */
export interface ChangedValue {
  readonly kind: 'changed';
  readonly repair: ConvertRepair | WinsoriseRepair | ReplaceRepair;
  readonly column: SeriesColumn;
  /** Its position in the series as given. */
  readonly index: number;
  /** Epoch milliseconds UTC. */
  readonly timestamp: number;
  /** As it was given. */
  readonly before: unknown;
  /** What took its place, in the units of the column. */
  readonly after: number;
}

/** Observations were put in order of time. */
export interface SortedObservations {
  readonly kind: 'sorted';
  readonly repair: SortRepair;
  /** The positions in the series as given of those that were kept, in their new order. */
  readonly order: readonly number[];
}

/** An observation was invented. */
export interface FilledObservation {
  readonly kind: 'filled';
  readonly repair: FillRepair;
  /** Its position in the repaired series. */
  readonly index: number;
  /** Epoch milliseconds UTC. */
  readonly timestamp: number;
}

/** One thing that `repairSeries` did, and the repair that asked for it. */
export type SeriesChange =
  | DroppedObservation
  | DroppedColumn
  | ChangedValue
  | SortedObservations
  | FilledObservation;
