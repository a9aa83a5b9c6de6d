import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * The sum of all values so far, with the rounding errors of every addition carried along (Neumaier 1974), so that
 * they do not build up over a million rows.
 */
export function createRunningTotal(memory: StageMemory): Filter {
  const kept = memory.numbers(2);
  return (input, output, count) => {
    let sum = kept[0]!;
    let lost = kept[1]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      const value = input[row]!;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
      output[row] = sum + lost;
    }
    kept[0] = sum;
    kept[1] = lost;
  };
}
