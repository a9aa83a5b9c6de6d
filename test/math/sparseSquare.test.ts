import { describe, expect, it } from 'vitest';
import {
  compress,
  createSparseSquare,
  multiplySquareVector,
  sparseTimes,
  sparseTimesLower,
  sparseTimesVector,
} from '../../src/math/index.js';
import { gaussian } from '../models/arima/bruteForce.js';

const sizes = [0, 1, 2, 5, 8];

function randomMatrix(size: number, seed: number, share = 1): Float64Array {
  const next = gaussian(seed);
  return Float64Array.from({ length: size * size }, () => {
    const value = next();
    return Math.abs(next()) < 2 * share ? value : 0;
  });
}
function product(A: Float64Array, B: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    return Array.from({ length: size }, (__, l) => A[row * size + l]! * B[l * size + column]!).reduce(
      (sum, term) => sum + term,
      0,
    );
  });
}
function sparse(dense: Float64Array, size: number) {
  const result = createSparseSquare(size);
  compress(result, dense);
  return result;
}
const close = (values: Iterable<number>) => Array.from(values, (value) => expect.closeTo(value, 12));

describe.each(sizes)('a sparse matrix of size %i', (size) => {
  // About a third of the entries are not zero.
  const A = randomMatrix(size, 11 + size, 0.2);
  const B = randomMatrix(size, 31 + size);
  const v = randomMatrix(size, 51 + size).slice(0, size);

  it('keeps the entries other than zero', () => {
    expect(sparse(A, size).starts[size]).toBe(A.filter((value) => value !== 0).length);
  });

  it('multiplies as the dense one does', () => {
    const out = new Float64Array(size * size).fill(7);
    sparseTimes(out, sparse(A, size), B);
    expect([...out]).toEqual(close(product(A, B, size)));
    sparseTimesLower(out.fill(7), sparse(A, size), B);
    const lower = product(A, B, size).map((value, at) => (at % size <= Math.floor(at / size) ? value : 7));
    expect([...out]).toEqual(close(lower));
  });

  it('multiplies a vector as the dense one does, and leaves what lies beyond it', () => {
    const out = new Float64Array(size + 2).fill(7);
    const dense = new Float64Array(size);
    multiplySquareVector(dense, A, v, size);
    sparseTimesVector(out, sparse(A, size), v);
    expect([...out]).toEqual([...close(dense), 7, 7]);
  });
});

it('a sparse matrix forgets what it held before', () => {
  const reused = createSparseSquare(2);
  compress(reused, Float64Array.of(1, 2, 3, 4));
  compress(reused, Float64Array.of(0, 5, 0, 0));
  const out = new Float64Array(4);
  sparseTimes(out, reused, Float64Array.of(1, 2, 3, 4));
  expect(reused.starts[2]).toBe(1);
  expect([...out]).toEqual([15, 20, 0, 0]);
});
