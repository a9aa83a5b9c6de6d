import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/** The value `steps` rows before. */
export function createDelay(memory: StageMemory, steps: number): Filter {
  // One place more than the delay, so that the oldest value is still there when the last row is taken back.
  const ring = new Float64Array(steps + 1).fill(Number.NaN);
  const position = memory.numbers(1);
  return (input, output, count) => {
    let at = position[0]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      ring[at] = input[row]!;
      at = at === steps ? 0 : at + 1;
      output[row] = ring[at]!;
    }
    position[0] = at;
  };
}
