import type { StageMemory } from '../engine/StageMemory.js';
import type { CandleFilter } from './CandleFilter.js';

/**
 * Wilder's true range, the range of a candle and any way from the close before it into that range: known from the
 * second candle on, as the first has no close before it.
 */
export function createTrueRange(memory: StageMemory): CandleFilter {
  const kept = memory.numbers(1);
  kept[0] = Number.NaN;
  return (highs, lows, closes, output, count) => {
    let before = kept[0]!;
    for (let row = 0; row < count; row++) {
      const high = highs[row]!;
      const low = lows[row]!;
      // Before the first close is known both comparisons are with NaN, and so is the range.
      output[row] = Math.max(high, before) - Math.min(low, before);
      before = closes[row]!;
    }
    kept[0] = before;
  };
}
