import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { createRollingMoments } from './rollingMoments.js';

/** How many sample standard deviations each value is from the mean of its window; 0 where nothing varies. */
export function createZScore(memory: StageMemory, window: number): Filter {
  const moments = createRollingMoments(memory, window);
  const means = memory.scratch();
  return (input, output, count) => {
    moments(input, means, output, count);
    for (let row = 0; row < count; row++) {
      const squares = output[row]!;
      output[row] = squares === 0 ? 0 : (input[row]! - means[row]!) / Math.sqrt(squares / (window - 1));
    }
  };
}
