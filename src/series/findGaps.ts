import type { CandleSeries } from './CandleSeries.js';
import type { PriceSeries } from './PriceSeries.js';

/** A stretch of time without observations. */
export interface Gap {
  /** The last observation before the gap, epoch milliseconds UTC. */
  readonly from: number;
  /** The first observation after the gap, epoch milliseconds UTC. */
  readonly to: number;
  /** How many observations are missing between the two. */
  readonly missing: number;
}

/**
 * The gaps of a series, in order of time: neighbours at least one and a half steps apart.
 *
 * The number of missing observations is the distance in steps, rounded, less one. A series without gaps gives
 * an empty array. It says nothing of observations that are too near each other; `validateSeries` does.
 *
 * @example
 * ```ts
 * import { createPriceSeries, findGaps } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [0, 1000, 2000, 5000], prices: [1, 2, 3, 4] });
 * findGaps(series); // => [{ from: 2000, to: 5000, missing: 2 }]
 * ```
 */
export function findGaps({ timestamps, stepMs }: PriceSeries | CandleSeries): Gap[] {
  const gaps: Gap[] = [];
  for (let index = 1; index < timestamps.length; index++) {
    const from = timestamps[index - 1]!;
    const to = timestamps[index]!;
    const missing = missingBetween(from, to, stepMs);
    if (missing > 0) gaps.push({ from, to, missing });
  }
  return gaps;
}

/**
 * How many observations are missing between two neighbours; -1 when they are less than half a step apart.
 *
 * @internal
 */
export function missingBetween(from: number, to: number, stepMs: number): number {
  return Math.round((to - from) / stepMs) - 1;
}
