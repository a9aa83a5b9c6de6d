import { logRatio } from '../../math/index.js';
import type { StageMemory } from '../engine/StageMemory.js';
import { createDelay } from './delay.js';
import type { Filter } from './Filter.js';

/** The logarithm of each value over the one `span` rows before. */
export function createLogReturns(memory: StageMemory, span: number): Filter {
  const delay = createDelay(memory, span);
  return (input, output, count) => {
    delay(input, output, count);
    for (let row = 0; row < count; row++) output[row] = logRatio(input[row]!, output[row]!);
  };
}
