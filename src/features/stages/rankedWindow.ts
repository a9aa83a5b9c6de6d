import type { StageMemory } from '../engine/StageMemory.js';
import { createRankTree } from './rankTree.js';

/** The values of the latest window in order of size. */
export interface RankedWindow {
  /** Adds a value, and drops the oldest when the window is full. */
  push(value: number): void;
  /** How many values there are, at most the window. */
  readonly size: () => number;
  /** The value of a rank, 0 the lowest. */
  readonly valueAt: (rank: number) => number;
  /** The sum of how far each value below a level is from it. */
  readonly shortfall: (level: number) => number;
}

/**
 * Keeps the values of the latest window ranked: a push, a value by rank and a shortfall each take time in the
 * logarithm of the window. Nothing in it depends on the way by which it came about, so taking a row back is
 * exact: what was pushed is removed and what was dropped put back.
 */
export function createRankedWindow(memory: StageMemory, window: number): RankedWindow {
  const tree = createRankTree(window);
  let pushed = 0;
  let marked = 0;
  let dropped = 0;
  memory.attach({
    mark() {
      marked = pushed;
    },
    rewind() {
      if (pushed === marked) return;
      pushed = marked;
      tree.remove(pushed % window);
      if (pushed >= window) tree.insert(pushed % window, dropped);
    },
  });
  return {
    push(value) {
      const slot = pushed % window;
      if (pushed >= window) {
        dropped = tree.valueOf(slot);
        tree.remove(slot);
      }
      tree.insert(slot, value);
      pushed++;
      // Sums are of differences from a value not long past, or they would lose the digits of little noise on a
      // large level.
      if (slot === 0) tree.recentre(value);
    },
    size: () => Math.min(pushed, window),
    valueAt: tree.valueAt,
    shortfall: tree.shortfall,
  };
}
