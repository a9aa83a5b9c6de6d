import type { StageMemory } from '../engine/StageMemory.js';
import { createRankedWindow } from './rankedWindow.js';

/** Writes the mean absolute deviation of each window from its mean, which is given. */
export type MeanDeviationFilter = (
  input: Float64Array,
  means: Float64Array,
  output: Float64Array,
  count: number,
) => void;

/** The longest window whose deviations are added up one by one: up to here that is faster than a search tree. */
const longestAddedUp = 64;

/** The mean absolute deviation of each window: in the logarithm of the window where that is long. */
export function createMeanDeviation(memory: StageMemory, window: number): MeanDeviationFilter {
  return window <= longestAddedUp ? addedUp(memory, window) : ranked(memory, window);
}

function addedUp(memory: StageMemory, window: number): MeanDeviationFilter {
  // One place more than the window, so that the oldest value is still there when the last row is taken back.
  const ring = new Float64Array(window + 1);
  const position = memory.numbers(1);
  return (input, means, output, count) => {
    let at = position[0]!;
    for (let row = 0; row < count; row++) {
      ring[at] = input[row]!;
      const oldest = at === window ? 0 : at + 1;
      const mean = means[row]!;
      let sum = 0;
      // All places but the oldest, which has just left the window.
      for (let place = 0; place < oldest; place++) sum += Math.abs(ring[place]! - mean);
      for (let place = oldest + 1; place <= window; place++) sum += Math.abs(ring[place]! - mean);
      output[row] = sum / window;
      at = oldest;
    }
    position[0] = at;
  };
}

/** Twice the shortfall of the values below the mean, for those above exceed it by as much. */
function ranked(memory: StageMemory, window: number): MeanDeviationFilter {
  const values = createRankedWindow(memory, window);
  return (input, means, output, count) => {
    for (let row = 0; row < count; row++) {
      values.push(input[row]!);
      output[row] = Number.isNaN(means[row]) ? Number.NaN : (2 * values.shortfall(means[row]!)) / window;
    }
  };
}
