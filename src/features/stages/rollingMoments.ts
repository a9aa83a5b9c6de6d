import type { StageMemory } from '../engine/StageMemory.js';
import { passUnknown } from './passUnknown.js';

/** Writes the mean of each window, and the sum of squared deviations from it, which is never negative. */
export type MomentsFilter = (
  input: Float64Array,
  means: Float64Array,
  squares: Float64Array,
  count: number,
) => void;

/**
 * Mean and sum of squared deviations of each window, in blocks as {@link createRollingSum}: heads and tails by
 * Welford's update (1962), joined by the rule of Chan, Golub and LeVeque (1983), all as differences from the value
 * at the seam. Little noise on a large level keeps its digits, and a constant window has exactly 0.
 */
export function createRollingMoments(memory: StageMemory, window: number): MomentsFilter {
  const block = new Float64Array(window);
  const tailMeans = new Float64Array(window).fill(Number.NaN);
  const tailSquares = new Float64Array(window).fill(Number.NaN);
  const shares = Float64Array.from({ length: window + 1 }, (_, size) => 1 / size);
  const kept = memory.numbers(4);

  function accumulateTails(level: number): void {
    let mean = 0;
    let squares = 0;
    for (let first = window - 1; first >= 0; first--) {
      const value = block[first]! - level;
      const offset = value - mean;
      mean += offset * shares[window - first]!;
      squares += offset * (value - mean);
      tailMeans[first] = mean;
      tailSquares[first] = squares;
    }
  }

  return (input, means, squares, count) => {
    let held = kept[0]!;
    let headMean = kept[1]!;
    let headSquares = kept[2]!;
    let level = kept[3]!;
    const known = passUnknown(input, means, count);
    squares.fill(Number.NaN, 0, known);
    for (let row = known; row < count; row++) {
      block[held++] = input[row]!;
      if (held < window) {
        const value = input[row]! - level;
        const offset = value - headMean;
        headMean += offset * shares[held]!;
        headSquares += offset * (value - headMean);
        const apart = headMean - tailMeans[held]!;
        const share = held / window;
        means[row] = level + (tailMeans[held]! + apart * share);
        squares[row] = tailSquares[held]! + headSquares + apart * apart * share * (window - held);
      } else {
        level = input[row]!;
        accumulateTails(level);
        means[row] = level + tailMeans[0]!;
        squares[row] = tailSquares[0]!;
        held = 0;
        headMean = 0;
        headSquares = 0;
      }
    }
    kept[0] = held;
    kept[1] = headMean;
    kept[2] = headSquares;
    kept[3] = level;
  };
}
