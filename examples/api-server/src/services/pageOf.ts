import type { PriceSeries } from 'coincast';

/** A page of a series: positions from `start` up to `end`, which is not part of it. */
export interface Page {
  readonly start: number;
  readonly end: number;
  /** Where the next page begins; `undefined` where this is the last. */
  readonly nextFrom: number | undefined;
}

/** The first `limit` observations of a range; empty where nothing lies in it. */
export function pageOf(
  { timestamps }: PriceSeries,
  {
    from = 0,
    to = Number.POSITIVE_INFINITY,
    limit,
  }: { from?: number | undefined; to?: number | undefined; limit: number },
): Page {
  const start = firstAtOrAfter(timestamps, from);
  const last = Math.max(start, firstAtOrAfter(timestamps, to));
  const end = Math.min(start + limit, last);
  return { start, end, nextFrom: end < last ? timestamps[end] : undefined };
}

function firstAtOrAfter(timestamps: Float64Array, moment: number): number {
  const index = timestamps.findIndex((timestamp) => timestamp >= moment);
  return index < 0 ? timestamps.length : index;
}
