import { describe, expect, it } from 'vitest';
import { createRandomStream } from '../../../src/math/index.js';
import { eliminate } from '../../../src/models/prophet/eliminate.js';

/** A positive definite matrix, whole, with a right-hand side. */
function problem(side: number, seed: number) {
  const random = createRandomStream(seed);
  const factor = Array.from({ length: side }, () => Array.from({ length: side }, () => random.normal()));
  const matrix = Float64Array.from({ length: side * side }, (_, at) => {
    const [i, j] = [Math.floor(at / side), at % side];
    return factor[i]!.reduce((sum, value, k) => sum + value * factor[j]![k]!, i === j ? 1 : 0);
  });
  return { matrix, rhs: Float64Array.from({ length: side }, () => random.normal()) };
}

/** The same one column at a time, by Gauss: what is left of matrix and right-hand side. */
function schurComplement(matrix: Float64Array, rhs: Float64Array, side: number, count: number) {
  const left = matrix.slice();
  const right = rhs.slice();
  for (let k = 0; k < count; k++) {
    for (let i = k + 1; i < side; i++) {
      const share = left[i * side + k]! / left[k * side + k]!;
      for (let j = k; j < side; j++) left[i * side + j]! -= share * left[k * side + j]!;
      right[i]! -= share * right[k]!;
    }
  }
  return { left, right };
}

describe('eliminate', () => {
  // Sides and counts around the four rows that are worked on together.
  it.each([
    [1, 0],
    [1, 1],
    [3, 2],
    [4, 4],
    [7, 5],
    [9, 4],
    [13, 8],
    [14, 3],
    [12, 12],
    [6, 0],
  ])('of side %d leaves, behind %d columns, the Schur complement', (side, count) => {
    const { matrix, rhs } = problem(side, 100 * side + count);
    const { left, right } = schurComplement(matrix, rhs, side, count);
    const work = matrix.slice();
    const b = rhs.slice();
    eliminate(work, b, side, count);
    for (let i = 0; i < side; i++) {
      for (let j = 0; j <= i; j++) {
        // The factor before, whose rows multiply to the matrix; the complement behind.
        let expected = left[i * side + j]!;
        let actual = work[i * side + j]!;
        if (j < count) {
          expected = matrix[i * side + j]!;
          actual = 0;
          for (let k = 0; k <= j; k++) actual += work[i * side + k]! * work[j * side + k]!;
        }
        expect(Math.abs(actual - expected)).toBeLessThan(1e-11 * (1 + Math.abs(expected)));
      }
      if (i >= count) expect(Math.abs(b[i]! - right[i]!)).toBeLessThan(1e-11 * (1 + Math.abs(right[i]!)));
    }
    // Forward substitution of the first rows: L b = rhs.
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += work[i * side + k]! * b[k]!;
      expect(Math.abs(sum - rhs[i]!)).toBeLessThan(1e-11 * (1 + Math.abs(rhs[i]!)));
    }
  });

  it('gives a column that depends on those before it a pivot of zero, and no part in the rest', () => {
    const matrix = Float64Array.of(4, 0, 0, 2, 1, 0, 6, 3, 11);
    const rhs = Float64Array.of(2, 1, 5);
    eliminate(matrix, rhs, 3, 2);
    expect([matrix[0], matrix[3], matrix[4], matrix[6], matrix[7]]).toEqual([2, 1, 0, 3, 0]);
    expect(matrix[8]).toBe(2);
    expect([...rhs]).toEqual([1, 0, 2]);
  });
});
