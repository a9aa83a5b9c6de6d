import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * How many rows ago the highest or lowest value of each window was, the latest of equal ones: in blocks as
 * {@link createRollingExtreme}, which remember where the extreme of each tail and of the head is.
 */
export function createRollingExtremeAge(
  memory: StageMemory,
  window: number,
  which: 'highest' | 'lowest',
): Filter {
  const sign = which === 'highest' ? 1 : -1;
  const block = new Float64Array(window);
  const tails = new Float64Array(window).fill(Number.NaN);
  /** How many rows before the seam the extreme of each tail is. */
  const tailAges = new Float64Array(window).fill(Number.NaN);
  const kept = memory.numbers(3);
  kept[1] = Number.NEGATIVE_INFINITY;
  return (input, output, count) => {
    let held = kept[0]!;
    let head = kept[1]!;
    let headAge = kept[2]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      const value = sign * input[row]!;
      block[held++] = value;
      if (held < window) {
        headAge++;
        if (value >= head) {
          head = value;
          headAge = 0;
        }
        output[row] = head >= tails[held]! ? headAge : tailAges[held]! + held;
      } else {
        let top = Number.NEGATIVE_INFINITY;
        let age = 0;
        for (let first = window - 1; first >= 0; first--) {
          if (block[first]! > top) {
            top = block[first]!;
            age = window - 1 - first;
          }
          tails[first] = top;
          tailAges[first] = age;
        }
        output[row] = age;
        held = 0;
        head = Number.NEGATIVE_INFINITY;
      }
    }
    kept[0] = held;
    kept[1] = head;
    kept[2] = headAge;
  };
}
