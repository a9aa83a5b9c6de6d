import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * The mean of each window: as {@link createRollingSum}, of differences from the value at the seam, which every
 * window contains, so that a constant window has that constant, bit for bit, and a shift only shifts.
 */
export function createRollingMean(memory: StageMemory, window: number): Filter {
  const block = new Float64Array(window);
  const tails = new Float64Array(window).fill(Number.NaN);
  const kept = memory.numbers(3);
  return (input, output, count) => {
    let held = kept[0]!;
    let head = kept[1]!;
    let level = kept[2]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      const value = input[row]!;
      block[held++] = value;
      if (held < window) {
        head += value - level;
        output[row] = level + (tails[held]! + head) / window;
      } else {
        level = value;
        let sum = 0;
        for (let first = window - 1; first >= 0; first--) {
          sum += block[first]! - level;
          tails[first] = sum;
        }
        output[row] = level + sum / window;
        held = 0;
        head = 0;
      }
    }
    kept[0] = held;
    kept[1] = head;
    kept[2] = level;
  };
}
