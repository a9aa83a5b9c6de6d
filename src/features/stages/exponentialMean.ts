import type { StageMemory } from '../engine/StageMemory.js';
import type { Filter } from './Filter.js';
import { passUnknown } from './passUnknown.js';

/**
 * Exponential smoothing that begins with the plain mean of the first `period` values and then moves by `weight` of
 * the distance to each new one. A constant stays that constant, bit for bit.
 */
export function createExponentialMean(memory: StageMemory, period: number, weight: number): Filter {
  const kept = memory.numbers(2);
  return (input, output, count) => {
    let seen = kept[0]!;
    let mean = kept[1]!;
    let row = passUnknown(input, output, count);
    for (; row < count && seen < period; row++) {
      seen++;
      mean += (input[row]! - mean) / seen;
      output[row] = seen < period ? Number.NaN : mean;
    }
    for (; row < count; row++) {
      mean += weight * (input[row]! - mean);
      output[row] = mean;
    }
    kept[0] = seen;
    kept[1] = mean;
  };
}

/** Wilder's smoothing: each new value has the weight of one in `period`. */
export function createWilderMean(memory: StageMemory, period: number): Filter {
  return createExponentialMean(memory, period, 1 / period);
}

/** The exponential moving average of chartists: each new value has the weight `2 / (period + 1)`. */
export function createEma(memory: StageMemory, period: number): Filter {
  return createExponentialMean(memory, period, 2 / (period + 1));
}
