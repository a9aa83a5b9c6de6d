import type { StageMemory } from '../engine/StageMemory.js';

/** Writes the correlation of each window of two columns; 0 where one of them does not vary in it. */
export type CorrelationFilter = (
  first: Float64Array,
  second: Float64Array,
  output: Float64Array,
  count: number,
) => void;

/** Moments of pairs of values: means, sums of squared deviations, and the sum of their products. */
const fields = 5;

/**
 * Pearson's correlation of each window, in blocks as {@link createRollingMoments}, with the sum of products
 * updated and joined by the same rules.
 */
export function createRollingCorrelations(memory: StageMemory, window: number): CorrelationFilter {
  const blockX = new Float64Array(window);
  const blockY = new Float64Array(window);
  const tails = new Float64Array(fields * window).fill(Number.NaN);
  const head = memory.numbers(fields);
  const kept = memory.numbers(3);
  const tail = new Float64Array(fields);

  function accumulateTails(levelX: number, levelY: number): void {
    tail.fill(0);
    for (let first = window - 1; first >= 0; first--) {
      include(tail, blockX[first]! - levelX, blockY[first]! - levelY, window - first);
      tails.set(tail, fields * first);
    }
  }

  return (xs, ys, output, count) => {
    let held = kept[0]!;
    let levelX = kept[1]!;
    let levelY = kept[2]!;
    for (let row = 0; row < count; row++) {
      const x = xs[row]!;
      const y = ys[row]!;
      if (Number.isNaN(x) || Number.isNaN(y)) {
        output[row] = Number.NaN;
        continue;
      }
      blockX[held] = x;
      blockY[held++] = y;
      if (held < window) {
        include(head, x - levelX, y - levelY, held);
        output[row] = joined(tails, fields * held, head, held, window);
      } else {
        levelX = x;
        levelY = y;
        accumulateTails(levelX, levelY);
        output[row] = correlation(tail[2]!, tail[3]!, tail[4]!);
        held = 0;
        head.fill(0);
      }
    }
    kept[0] = held;
    kept[1] = levelX;
    kept[2] = levelY;
  };
}

function include(moments: Float64Array, x: number, y: number, size: number): void {
  const offsetX = x - moments[0]!;
  const offsetY = y - moments[1]!;
  moments[0]! += offsetX / size;
  moments[1]! += offsetY / size;
  moments[2]! += offsetX * (x - moments[0]!);
  moments[3]! += offsetY * (y - moments[1]!);
  moments[4]! += offsetX * (y - moments[1]!);
}

function joined(tails: Float64Array, at: number, head: Float64Array, held: number, window: number): number {
  const apartX = head[0]! - tails[at]!;
  const apartY = head[1]! - tails[at + 1]!;
  const weight = (held / window) * (window - held);
  return correlation(
    tails[at + 2]! + head[2]! + apartX * apartX * weight,
    tails[at + 3]! + head[3]! + apartY * apartY * weight,
    tails[at + 4]! + head[4]! + apartX * apartY * weight,
  );
}

function correlation(squaresX: number, squaresY: number, products: number): number {
  if (squaresX === 0 || squaresY === 0) return 0;
  // Roots first: the product of two small sums could vanish, that of two large ones overflow.
  const ratio = products / Math.sqrt(squaresX) / Math.sqrt(squaresY);
  return Math.min(1, Math.max(-1, ratio));
}
