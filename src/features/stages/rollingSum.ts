import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * The sum of each window, in constant time a row on average.
 *
 * Values are cut into blocks of one window's length. A window is the tail of one block and the head of the next:
 * when a block ends, at the seam, the sums of all its tails are made, and the head grows by one value a row. Nothing
 * is ever subtracted back out of a running sum, so no rounding error outlives its window. All windows of this
 * folder are made in this way.
 */
export function createRollingSum(memory: StageMemory, window: number): Filter {
  const block = new Float64Array(window);
  /** `tails[held]` belongs to a head of `held` values; unknown before the first seam. */
  const tails = new Float64Array(window).fill(Number.NaN);
  const kept = memory.numbers(2);
  return (input, output, count) => {
    let held = kept[0]!;
    let head = kept[1]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      const value = input[row]!;
      block[held++] = value;
      if (held < window) {
        head += value;
        output[row] = tails[held]! + head;
      } else {
        let sum = 0;
        for (let first = window - 1; first >= 0; first--) {
          sum += block[first]!;
          tails[first] = sum;
        }
        output[row] = sum;
        held = 0;
        head = 0;
      }
    }
    kept[0] = held;
    kept[1] = head;
  };
}
