import type { StageMemory } from '../engine/StageMemory.js';
import type { CandleFilter } from './CandleFilter.js';
import { createWilderMean } from './exponentialMean.js';
import { createTrueRange } from './trueRange.js';

/** Wilder's average of the true range, known from the candle `period` after the first on. */
export function createAverageTrueRange(memory: StageMemory, period: number): CandleFilter {
  const trueRange = createTrueRange(memory);
  const smooth = createWilderMean(memory, period);
  return (highs, lows, closes, output, count) => {
    trueRange(highs, lows, closes, output, count);
    smooth(output, output, count);
  };
}
