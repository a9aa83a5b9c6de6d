import type { Candle } from './CoinHistory.js';

/** The moments at which candles of `stepMs` end, after `from` and up to `to`. */
export function closingTimes(from: number, to: number, stepMs: number): number[] {
  const first = Math.floor(from / stepMs) + 1;
  const count = Math.max(0, Math.floor(to / stepMs) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * stepMs);
}

/** A candle of the prices seen in it, in order of time, at least one. */
export function candleOf(closedAt: number, prices: readonly number[]): Candle {
  return {
    closedAt,
    open: prices[0]!,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1)!,
  };
}
