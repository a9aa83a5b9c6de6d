import { type CandleSeries, candlesToPrices } from '../../series/index.js';
import type { CoinHistory } from './CoinHistory.js';
import { closingTimes } from './candleGrid.js';
import { createReplayedHistory, firstAfter } from './replayedHistory.js';

/**
 * Recorded candles as a coin. Its prices are the closes, at the moments they were known; where coarser candles
 * are asked for, those that end within each are joined, and finer ones come as they are.
 */
export function createReplayedCandles(series: CandleSeries): CoinHistory {
  const history = createReplayedHistory(candlesToPrices(series, { stamp: 'close' }));
  const { opens, highs, lows, closes, stepMs: ownStepMs } = series;
  const closedTimes = series.timestamps.map((timestamp) => timestamp + ownStepMs);
  return {
    ...history,
    candles: (from, to, stepMs) =>
      closingTimes(from, to, stepMs).flatMap((closedAt) => {
        const start = firstAfter(closedTimes, closedAt - stepMs);
        const end = firstAfter(closedTimes, closedAt);
        if (start === end) return [];
        return [
          {
            closedAt,
            open: opens[start]!,
            high: Math.max(...highs.subarray(start, end)),
            low: Math.min(...lows.subarray(start, end)),
            close: closes[end - 1]!,
          },
        ];
      }),
  };
}
