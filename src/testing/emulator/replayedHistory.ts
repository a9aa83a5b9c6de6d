import type { PriceSeries } from '../../series/index.js';
import type { CoinHistory, MarketPoint } from './CoinHistory.js';
import { candleOf, closingTimes } from './candleGrid.js';

/**
 * A recorded series as a coin: its own timestamps and values, unchanged. Where a coarser step is asked for, the
 * first observation of each step is served; a finer one cannot be, and the series comes as it is. Candles are
 * made of the observations within them and the last one before.
 */
export function createReplayedHistory(series: PriceSeries): CoinHistory {
  const { timestamps, prices, volumes, marketCaps, coinId, vsCurrency } = series;
  const pointAt = (index: number, timestamp: number): MarketPoint => ({
    timestamp,
    price: prices[index]!,
    volume: volumes?.[index],
    marketCap: marketCaps?.[index],
  });
  return {
    id: coinId,
    symbol: coinId,
    name: coinId,
    vsCurrency,
    platforms: {},
    firstTimestamp: timestamps[0]!,
    lastTimestamp: Number.POSITIVE_INFINITY,
    at(timestamp) {
      const after = firstAfter(timestamps, timestamp);
      return after === 0 ? undefined : pointAt(after - 1, timestamp);
    },
    between(from, to, stepMs) {
      const points: MarketPoint[] = [];
      const stepAt = (index: number) => Math.floor(timestamps[index]! / stepMs);
      const end = firstAfter(timestamps, to);
      for (let index = firstAfter(timestamps, from); index < end; index++) {
        const isFirstOfStep = index === 0 || stepAt(index) !== stepAt(index - 1);
        if (isFirstOfStep) points.push(pointAt(index, timestamps[index]!));
      }
      return points;
    },
    candles: (from, to, stepMs) =>
      closingTimes(from, to, stepMs).flatMap((closedAt) => {
        const start = firstAfter(timestamps, closedAt - stepMs);
        const end = firstAfter(timestamps, closedAt);
        if (start === end) return [];
        return [candleOf(closedAt, [...prices.subarray(Math.max(0, start - 1), end)])];
      }),
  };
}

/** The position of the first timestamp later than `moment`, by bisection. */
export function firstAfter(timestamps: Float64Array, moment: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timestamps[middle]! > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}
