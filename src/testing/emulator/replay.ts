import { InvalidArgumentError } from '../../errors/index.js';
import { type CandleSeries, isPriceSeries, type PriceSeries } from '../../series/index.js';
import type { CoinHistory } from './CoinHistory.js';
import { createReplayedCandles } from './replayedCandles.js';
import { createReplayedHistory } from './replayedHistory.js';

/** A recorded series as a coin. */
export function createReplay(series: PriceSeries | CandleSeries, index: number): CoinHistory {
  if (isPriceSeries(series)) return createReplayedHistory(series);
  if (isCandleSeries(series)) return createReplayedCandles(series);
  throw new InvalidArgumentError({
    argument: `replay[${index}]`,
    value: series,
    expected: 'a PriceSeries or CandleSeries',
    hint: 'Make one with createPriceSeries or createCandleSeries.',
  });
}

/** Half a step after the last observation of all; candles are observed when they end. */
export function endOfReplay(replay: readonly (PriceSeries | CandleSeries)[]): number {
  return Math.max(
    ...replay.map((series) => {
      const { timestamps, stepMs } = series;
      return timestamps.at(-1)! + Math.floor(stepMs * (isPriceSeries(series) ? 0.5 : 1.5));
    }),
  );
}

function isCandleSeries(value: unknown): value is CandleSeries {
  const columns = ['timestamps', 'opens', 'highs', 'lows', 'closes'];
  return (
    typeof value === 'object' &&
    value !== null &&
    columns.every((name) => (value as Record<string, unknown>)[name] instanceof Float64Array)
  );
}
