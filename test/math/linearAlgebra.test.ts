import { describe, expect, it } from 'vitest';
import {
  allocateArrays,
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  dotProduct,
  multiplyPolynomials,
  multiplySquareVector,
  rootMeanSquare,
} from '../../src/math/index.js';

const matrix = () => Float64Array.of(4, 2, -2, 2, 10, 5, -2, 5, 9);

describe('the Cholesky factor', () => {
  it('solves, inverts and gives the determinant', () => {
    const factor = matrix();
    expect(choleskyFactor(factor, 3)).toBe(true);
    expect(choleskyLogDeterminant(factor, 3)).toBeCloseTo(Math.log(144), 13);
    const x = Float64Array.of(4, 17, 12);
    choleskySolve(factor, 3, x);
    const back = new Float64Array(3);
    multiplySquareVector(back, matrix(), x, 3);
    expect([...back]).toEqual([4, 17, 12].map((value) => expect.closeTo(value, 12)));
    const inverse = choleskyInverse(factor, 3);
    const product = [0, 1, 2].flatMap((row) => {
      multiplySquareVector(back, matrix(), inverse.subarray(3 * row), 3);
      return [...back];
    });
    expect(product).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1].map((value) => expect.closeTo(value, 12)));
  });

  it.each([
    ['singular', [1, 1, 1, 1]],
    ['indefinite', [1, 2, 2, 1]],
    ['not a number', [Number.NaN, 0, 0, 1]],
  ])('does not exist when the matrix is %s', (_, entries) => {
    expect(choleskyFactor(Float64Array.from(entries), 2)).toBe(false);
  });

  it('of nothing is nothing', () => {
    expect(choleskyFactor(new Float64Array(0), 0)).toBe(true);
    expect(choleskyLogDeterminant(new Float64Array(0), 0)).toBe(0);
  });
});

describe('products', () => {
  it('of a square matrix and a vector follow its rows', () => {
    const a = Float64Array.of(1, 2, 3, 4);
    const b = Float64Array.of(5, 6, 7, 8);
    const out = new Float64Array(2);
    multiplySquareVector(out, a, b, 2);
    expect([...out]).toEqual([17, 39]);
    expect(dotProduct(a, b, 3)).toBe(5 + 12 + 21);
  });

  it('of polynomials are convolutions', () => {
    expect([...multiplyPolynomials([1, -1], [1, 2, 3])]).toEqual([1, 1, 1, -3]);
    expect([...multiplyPolynomials([2], [3])]).toEqual([6]);
  });
});

describe('rootMeanSquare', () => {
  it('neither overflows nor underflows', () => {
    expect(rootMeanSquare(Float64Array.of(3, -4))).toBeCloseTo(Math.sqrt(12.5), 14);
    expect(rootMeanSquare(Float64Array.of(1e300, 1e300))).toBe(1e300);
    expect(rootMeanSquare(Float64Array.of(1e-300, -1e-300))).toBe(1e-300);
    expect(rootMeanSquare(new Float64Array(3))).toBe(0);
    expect(rootMeanSquare(new Float64Array(0))).toBe(0);
  });
});

describe('allocateArrays', () => {
  it('gives arrays of the lengths asked for that do not overlap', () => {
    const [a, b, c] = allocateArrays([2, 0, 3]);
    a!.fill(1);
    c!.fill(3);
    expect([a, b, c].map((array) => [...array!])).toEqual([[1, 1], [], [3, 3, 3]]);
  });
});
