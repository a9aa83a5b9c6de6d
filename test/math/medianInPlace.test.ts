import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianInPlace } from '../../src/math/index.js';

describe('medianInPlace', () => {
  it.each([
    { x: [3], median: 3 },
    { x: [4, 1], median: 2.5 },
    { x: [9, 1, 5], median: 5 },
    { x: [2, 2, 2, 2], median: 2 },
    { x: [0, 0, 0, 8, 9], median: 0 },
    { x: [1e308, 1.5e308], median: 1.25e308 },
  ])('of $x is $median', ({ x, median }) => {
    expect(medianInPlace(Float64Array.from(x))).toBe(median);
  });

  it('is NaN of nothing', () => {
    expect(medianInPlace(new Float64Array(0))).toBeNaN();
  });

  it('is the middle of the sorted values, ties and all', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, (x) => {
        const sorted = Float64Array.from(x).sort();
        const half = sorted.length >> 1;
        const expected = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
        expect(medianInPlace(Float64Array.from(x)) - expected).toBe(0);
      }),
    );
  });

  it.each([601, 2000, 10_001])('is so for %s values, in order or not', (n) => {
    const ascending = Float64Array.from({ length: n }, (_, i) => Math.floor(i / 3));
    const median = (ascending[(n - 1) >> 1]! + ascending[n >> 1]!) / 2;
    const shuffled = ascending.map((_, i) => ascending[(i * 7919) % n]!);
    for (const x of [ascending.slice(), ascending.slice().reverse(), shuffled])
      expect(medianInPlace(x)).toBe(median);
  });

  it('keeps the values', () => {
    const x = Float64Array.of(5, 3, 8, 1, 9, 2);
    medianInPlace(x);
    expect([...x].sort()).toEqual([1, 2, 3, 5, 8, 9]);
  });
});
