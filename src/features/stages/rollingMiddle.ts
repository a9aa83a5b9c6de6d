import type { StageMemory } from '../engine/StageMemory.js';
import { createRollingExtreme } from './rollingExtreme.js';

/** Writes the middle between the highest high and the lowest low of each window. */
export type MiddleFilter = (
  highs: Float64Array,
  lows: Float64Array,
  output: Float64Array,
  count: number,
) => void;

/** The middle of the range of each window. */
export function createRollingMiddle(memory: StageMemory, window: number): MiddleFilter {
  const highest = createRollingExtreme(memory, window, 'highest');
  const lowest = createRollingExtreme(memory, window, 'lowest');
  const bottoms = memory.scratch();
  return (highs, lows, output, count) => {
    highest(highs, output, count);
    lowest(lows, bottoms, count);
    for (let row = 0; row < count; row++) output[row] = (output[row]! + bottoms[row]!) / 2;
  };
}
