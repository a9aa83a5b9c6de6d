/** Observations as they came, before anybody vouches for them: any value may be anything. */
export interface RawSeries {
  /** Epoch milliseconds UTC, if all is well. */
  readonly timestamps: ArrayLike<unknown>;
  /** Prices, if all is well. */
  readonly prices: ArrayLike<unknown>;
  /** Volumes. */
  readonly volumes?: ArrayLike<unknown> | undefined;
  /** Market capitalisations. */
  readonly marketCaps?: ArrayLike<unknown> | undefined;
  /** The regular step, milliseconds. Default: the median difference of the times in order. */
  readonly stepMs?: number | undefined;
  /** Not looked at; here so that a `PriceSeries` is one of these. */
  readonly coinId?: string | undefined;
  /** Not looked at; here so that a `PriceSeries` is one of these. */
  readonly vsCurrency?: string | undefined;
  /** Not looked at; here so that what `fetchPrices` gives is one of these. */
  readonly unfinished?: unknown;
}

/** A column of numbers that belong to times. */
export type ValueColumn = 'prices' | 'volumes' | 'marketCaps';

/** A column of a series. */
export type SeriesColumn = 'timestamps' | ValueColumn;

/** The columns of numbers that belong to times. */
export const valueColumns: readonly ValueColumn[] = ['prices', 'volumes', 'marketCaps'];

/** The columns a series may have, in the order in which rules go through them. */
export const seriesColumns: readonly SeriesColumn[] = ['timestamps', ...valueColumns];

/** Whether a value may stand in a column: any finite time, a price above zero, any other not below. */
export function isUsable(column: SeriesColumn, value: unknown): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return column === 'timestamps' || (column === 'prices' ? value > 0 : value >= 0);
}
