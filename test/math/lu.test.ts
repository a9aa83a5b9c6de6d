import { describe, expect, it } from 'vitest';
import { luFactor, luSolve, multiplySquareVector } from '../../src/math/index.js';

const close = (values: Iterable<number>) => Array.from(values, (value) => expect.closeTo(value, 12));

describe('the LU factors', () => {
  it.each([
    { size: 0, entries: [], determinant: 1 },
    { size: 1, entries: [-4], determinant: -4 },
    { size: 2, entries: [1, 2, 3, 4], determinant: -2 },
    // A zero on the diagonal, which only an exchange of rows gets past.
    { size: 2, entries: [0, 1, 1, 0], determinant: -1 },
    { size: 3, entries: [0, 2, 1, 1, 1, 0, 2, 0, 3], determinant: -8 },
    { size: 3, entries: [2, 1, 1, 4, 3, 3, 8, 7, 9], determinant: 4 },
    { size: 4, entries: [1, 5, 2, 0, 3, 1, 0, 4, 0, 2, 7, 1, 6, 0, 1, 2], determinant: 606 },
  ])('solve, and give the determinant: $entries', ({ size, entries, determinant }) => {
    const x = Float64Array.from({ length: size }, (_, i) => 3 - 2 * i);
    const b = new Float64Array(size);
    multiplySquareVector(b, Float64Array.from(entries), x, size);
    const factor = luFactor(Float64Array.from(entries), size);
    expect(factor.logDeterminant).toBeCloseTo(Math.log(Math.abs(determinant)), 13);
    luSolve(factor, size, b);
    expect([...b]).toEqual(close(x));
  });

  it('exchange rows where the diagonal is small, and lose no digits', () => {
    const factor = luFactor(Float64Array.of(1e-20, 1, 1, 1), 2);
    const b = Float64Array.of(1, 2);
    luSolve(factor, 2, b);
    expect([...b]).toEqual(close([1, 1]));
  });

  it.each([[[0]], [[1, 2, 2, 4]], [[0, 0, 0, 1]], [[1, 2, 3, 2, 4, 6, 5, 7, 9]]])(
    'of a singular matrix say so: %j',
    (entries) => {
      const size = Math.sqrt(entries.length);
      expect(luFactor(Float64Array.from(entries), size).logDeterminant).toBe(-Infinity);
    },
  );
});
