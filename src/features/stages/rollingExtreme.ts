import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * The highest or lowest value of each window, in blocks as {@link createRollingSum}: the algorithm of van Herk
 * (1992) and Gil and Werman (1993), three comparisons a row whatever the window and whatever the values.
 */
export function createRollingExtreme(
  memory: StageMemory,
  window: number,
  which: 'highest' | 'lowest',
): Filter {
  // The lowest is the highest of the negated values, with the sign put back.
  const sign = which === 'highest' ? 1 : -1;
  const block = new Float64Array(window);
  const tails = new Float64Array(window).fill(Number.NaN);
  const kept = memory.numbers(2);
  kept[1] = Number.NEGATIVE_INFINITY;
  return (input, output, count) => {
    let held = kept[0]!;
    let head = kept[1]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      const value = sign * input[row]!;
      block[held++] = value;
      if (held < window) {
        head = Math.max(head, value);
        output[row] = sign * Math.max(head, tails[held]!);
      } else {
        let top = Number.NEGATIVE_INFINITY;
        for (let first = window - 1; first >= 0; first--) {
          top = Math.max(top, block[first]!);
          tails[first] = top;
        }
        output[row] = sign * top;
        held = 0;
        head = Number.NEGATIVE_INFINITY;
      }
    }
    kept[0] = held;
    kept[1] = head;
  };
}
