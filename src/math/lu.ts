/** A square matrix factored for solving. */
export interface LuFactor {
  /** Both triangles, row-major. */
  readonly entries: Float64Array;
  /** Which row was taken at each step. */
  readonly pivots: Int32Array;
  /** The logarithm of the magnitude of the determinant. */
  readonly logDeterminant: number;
}

/**
 * The LU factors of a square matrix with row pivoting; `matrix` is overwritten by them. A singular matrix has the
 * log determinant minus infinity. Cubic in size.
 *
 * @internal
 */
export function luFactor(matrix: Float64Array, size: number): LuFactor {
  const pivots = new Int32Array(size);
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) {
      if (Math.abs(matrix[i * size + k]!) > Math.abs(matrix[pivot * size + k]!)) pivot = i;
    }
    pivots[k] = pivot;
    if (pivot !== k) swapRows(matrix, size, k, pivot);
    const diagonal = matrix[k * size + k]!;
    logDeterminant += Math.log(Math.abs(diagonal));
    if (diagonal === 0) break;
    for (let i = k + 1; i < size; i++) {
      const factor = matrix[i * size + k]! / diagonal;
      matrix[i * size + k] = factor;
      for (let j = k + 1; j < size; j++) {
        matrix[i * size + j] = matrix[i * size + j]! - factor * matrix[k * size + j]!;
      }
    }
  }
  return { entries: matrix, pivots, logDeterminant };
}

/** Solves A x = b in place, `vector` being b and then x. @internal */
export function luSolve({ entries, pivots }: LuFactor, size: number, vector: Float64Array): void {
  for (let k = 0; k < size; k++) {
    const value = vector[pivots[k]!]!;
    vector[pivots[k]!] = vector[k]!;
    vector[k] = value;
  }
  for (let i = 0; i < size; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= entries[i * size + k]! * vector[k]!;
    vector[i] = sum;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[i]!;
    for (let k = i + 1; k < size; k++) sum -= entries[i * size + k]! * vector[k]!;
    vector[i] = sum / entries[i * size + i]!;
  }
}

function swapRows(matrix: Float64Array, size: number, a: number, b: number): void {
  for (let j = 0; j < size; j++) {
    const value = matrix[a * size + j]!;
    matrix[a * size + j] = matrix[b * size + j]!;
    matrix[b * size + j] = value;
  }
}
