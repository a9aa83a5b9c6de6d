import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * The mean of each window with the weights 1, 2, ... `window`, the latest value the heaviest: in blocks as
 * {@link createRollingMean}. A tail that grows by an older value raises every weight in it by one, which adds its
 * plain sum; a head weighs its values by their order and all of them by where it begins.
 */
export function createRollingWeightedMean(memory: StageMemory, window: number): Filter {
  const block = new Float64Array(window);
  const tails = new Float64Array(window).fill(Number.NaN);
  const kept = memory.numbers(4);
  const total = (window * (window + 1)) / 2;
  return (input, output, count) => {
    let held = kept[0]!;
    let plain = kept[1]!;
    let ordered = kept[2]!;
    let level = kept[3]!;
    for (let row = passUnknown(input, output, count); row < count; row++) {
      block[held++] = input[row]!;
      if (held < window) {
        const value = input[row]! - level;
        plain += value;
        ordered += held * value;
        output[row] = level + (tails[held]! + (window - held) * plain + ordered) / total;
      } else {
        level = input[row]!;
        let sum = 0;
        let weighted = 0;
        for (let first = window - 1; first >= 0; first--) {
          sum += block[first]! - level;
          weighted += sum;
          tails[first] = weighted;
        }
        output[row] = level + weighted / total;
        held = 0;
        plain = 0;
        ordered = 0;
      }
    }
    kept[0] = held;
    kept[1] = plain;
    kept[2] = ordered;
    kept[3] = level;
  };
}
