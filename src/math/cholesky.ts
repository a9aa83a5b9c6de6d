import { dotProductAt, mirrorLower } from './squareMatrix.js';

/**
 * The Cholesky factor L of a symmetric positive definite matrix A = L L', written over the lower triangle of
 * `matrix` (row-major, `size` × `size`); the upper triangle is left as it was.
 *
 * Returns whether it succeeded: `false` when a pivot is not positive, with the factor unfinished. Cubic in size.
 *
 * @internal
 */
export function choleskyFactor(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j++) {
    const rowJ = j * size;
    const pivot = matrix[rowJ + j]! - dotProductAt(matrix, rowJ, matrix, rowJ, j);
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    matrix[rowJ + j] = root;
    for (let i = j + 1; i < size; i++) {
      const rowI = i * size;
      matrix[rowI + j] = (matrix[rowI + j]! - dotProductAt(matrix, rowI, matrix, rowJ, j)) / root;
    }
  }
  return true;
}

/** The logarithm of the determinant of A, from its Cholesky factor. @internal */
export function choleskyLogDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.log(factor[i * size + i]!);
  return 2 * sum;
}

/** Solves L x = b in place, `vector` being b and then x, for a lower triangle L such as a Cholesky factor. @internal */
export function solveLower(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let i = 0; i < size; i++) {
    vector[i] = (vector[i]! - dotProductAt(factor, i * size, vector, 0, i)) / factor[i * size + i]!;
  }
}

/** Solves A x = b in place, `vector` being b and then x, from the Cholesky factor of A. @internal */
export function choleskySolve(factor: Float64Array, size: number, vector: Float64Array): void {
  solveLower(factor, size, vector);
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[i]!;
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * vector[k]!;
    vector[i] = sum / factor[i * size + i]!;
  }
}

/** The full inverse of A, row-major, from its Cholesky factor; `inverse` is another array. Cubic in size. @internal */
export function choleskyInverse(
  factor: Float64Array,
  size: number,
  inverse: Float64Array = new Float64Array(size * size),
): Float64Array {
  // Row j of the upper triangle holds column j of L⁻¹, from the diagonal on.
  for (let j = 0; j < size; j++) {
    const row = j * size;
    inverse[row + j] = 1 / factor[row + j]!;
    for (let i = j + 1; i < size; i++) {
      const sum = dotProductAt(factor, i * size + j, inverse, row + j, i - j);
      inverse[row + i] = -sum / factor[i * size + i]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      // Entries that are read later lie in rows below, or further right in this one.
      inverse[i * size + j] = dotProductAt(inverse, i * size + i, inverse, j * size + i, size - i);
    }
  }
  mirrorLower(inverse, size);
  return inverse;
}
