import { describe, expect, it } from 'vitest';
import {
  choleskyFactor,
  choleskyInverse,
  choleskySolve,
  multiplySquareVector,
} from '../../src/math/index.js';
import { gaussian } from '../models/arima/bruteForce.js';

/** X'X of seeded normal columns, its columns of sizes as different as `spread`. */
function positiveDefinite(size: number, seed: number, spread = 1): Float64Array {
  const next = gaussian(seed);
  const rows = Array.from({ length: 2 * size + 1 }, () =>
    Array.from({ length: size }, (_, j) => next() * spread ** (j / size)),
  );
  return Float64Array.from({ length: size * size }, (_, at) =>
    rows.reduce((sum, row) => sum + row[Math.floor(at / size)]! * row[at % size]!, 0),
  );
}

describe('choleskyInverse', () => {
  it.each([0, 1, 2, 3, 6, 15])('times the matrix is the identity, size %i', (size) => {
    const matrix = positiveDefinite(size, 7 + size);
    const factor = matrix.slice();
    expect(choleskyFactor(factor, size)).toBe(true);
    const inverse = choleskyInverse(factor, size);
    const column = new Float64Array(size);
    for (let j = 0; j < size; j++) {
      // It is symmetric, so that its rows are its columns.
      multiplySquareVector(column, matrix, inverse.subarray(j * size), size);
      column.forEach((value, i) => {
        expect(value).toBeCloseTo(Number(i === j), 11);
      });
    }
  });

  it('is symmetric to the last bit, and has the solutions of unit vectors as its columns', () => {
    const size = 6;
    const factor = positiveDefinite(size, 3, 1e4);
    choleskyFactor(factor, size);
    const inverse = choleskyInverse(factor, size);
    for (let j = 0; j < size; j++) {
      const unit = new Float64Array(size);
      unit[j] = 1;
      choleskySolve(factor, size, unit);
      for (let i = 0; i < size; i++) {
        expect(inverse[i * size + j]).toBe(inverse[j * size + i]);
        expect(Math.abs(inverse[i * size + j]! / unit[i]! - 1)).toBeLessThan(1e-10);
      }
    }
  });

  it('overwrites all of the array it is given, and leaves the factor alone', () => {
    const size = 5;
    const factor = positiveDefinite(size, 9);
    choleskyFactor(factor, size);
    const before = factor.slice();
    const given = new Float64Array(size * size).fill(Number.NaN);
    expect(choleskyInverse(factor, size, given)).toBe(given);
    expect(given).toEqual(choleskyInverse(factor, size));
    expect(factor).toEqual(before);
  });
});
