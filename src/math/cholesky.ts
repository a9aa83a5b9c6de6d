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
    let pivot = matrix[rowJ + j]!;
    for (let k = 0; k < j; k++) pivot -= matrix[rowJ + k]! * matrix[rowJ + k]!;
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    matrix[rowJ + j] = root;
    for (let i = j + 1; i < size; i++) {
      const rowI = i * size;
      let sum = matrix[rowI + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k]! * matrix[rowJ + k]!;
      matrix[rowI + j] = sum / root;
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
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * vector[k]!;
    vector[i] = sum / factor[i * size + i]!;
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
      let sum = 0;
      for (let k = j; k < i; k++) sum -= factor[i * size + k]! * inverse[row + k]!;
      inverse[row + i] = sum / factor[i * size + i]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < size; k++) sum += inverse[i * size + k]! * inverse[j * size + k]!;
      // Entries that are read later lie in rows below, or further right in this one.
      if (j < i) inverse[i * size + j] = sum;
      else inverse[i * size + i] = sum;
    }
  }
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) inverse[i * size + j] = inverse[j * size + i]!;
  return inverse;
}
