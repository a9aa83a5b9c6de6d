import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRankTree } from '../../../src/features/stages/rankTree.js';

const capacity = 12;
const steps = fc.array(
  fc.record({ slot: fc.nat({ max: capacity - 1 }), value: fc.integer({ min: -9, max: 9 }) }),
  {
    maxLength: 80,
  },
);

describe('createRankTree', () => {
  it('knows ranks and shortfalls of whatever it holds', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -9, max: 9 }), fc.integer(), (changes, level, centre) => {
        const tree = createRankTree(capacity);
        const held = new Map<number, number>();
        for (const { slot, value } of changes) {
          if (held.has(slot)) tree.remove(slot);
          if (held.has(slot) && value % 3 === 0) held.delete(slot);
          else {
            tree.insert(slot, value);
            held.set(slot, value);
          }
        }
        tree.recentre(centre % 100);
        const sorted = [...held.values()].sort((a, b) => a - b);
        expect(sorted.map((_, rank) => tree.valueAt(rank))).toEqual(sorted);
        expect(tree.shortfall(level)).toBe(
          sorted.reduce((sum, value) => sum + Math.max(0, level - value), 0),
        );
      }),
    );
  });
});
