import type { StageMemory } from '../engine/StageMemory.js';
import type { CandleFilter } from './CandleFilter.js';
import { createRollingExtreme } from './rollingExtreme.js';

/** Where each close is between the lowest low, 0, and the highest high, 1, of its window; the middle if it is flat. */
export function createRangePosition(memory: StageMemory, window: number): CandleFilter {
  const highest = createRollingExtreme(memory, window, 'highest');
  const lowest = createRollingExtreme(memory, window, 'lowest');
  const bottoms = memory.scratch();
  return (highs, lows, closes, output, count) => {
    highest(highs, output, count);
    lowest(lows, bottoms, count);
    for (let row = 0; row < count; row++) {
      const bottom = bottoms[row]!;
      const range = output[row]! - bottom;
      output[row] = range === 0 ? 0.5 : (closes[row]! - bottom) / range;
    }
  };
}
