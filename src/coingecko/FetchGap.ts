import { findGaps, type Gap, missingBetween, type PriceSeries } from '../series/index.js';
import type { Steps } from './alignChart.js';

/**
 * Steps of the span for which CoinGecko has no price. At the `start` or the `end` of the span, `from` or `to` is
 * the step just outside of it.
 */
export interface FetchGap extends Gap {
  /** The coin it concerns. */
  readonly coinId: string;
  /** Before the first price, between prices, or after the last one. */
  readonly place: 'start' | 'inside' | 'end';
}

/** The gaps of a series within the steps that were asked for, in order of time. */
export function fetchGaps(series: PriceSeries, { first, last, stepMs }: Steps): FetchGap[] {
  const { timestamps, coinId } = series;
  const edge = (place: 'start' | 'end', from: number, to: number): FetchGap => ({
    from,
    to,
    missing: missingBetween(from, to, stepMs),
    coinId,
    place,
  });
  return [
    edge('start', first - stepMs, timestamps[0]!),
    ...findGaps(series).map((gap): FetchGap => ({ ...gap, coinId, place: 'inside' })),
    edge('end', timestamps.at(-1)!, last + stepMs),
  ].filter(({ missing }) => missing > 0);
}
