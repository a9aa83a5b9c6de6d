/** The entries other than zero of a square matrix, row by row, for products that cost only those. */
export interface SparseSquare {
  readonly size: number;
  /** Where the entries of each row begin, and after the last row where they end. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** A matrix of zeros. @internal */
export function createSparseSquare(size: number): SparseSquare {
  const most = size * size;
  return {
    size,
    starts: new Int32Array(size + 1),
    columns: new Int32Array(most),
    values: new Float64Array(most),
  };
}

/** Takes over the entries of a row-major matrix. @internal */
export function compress({ size, starts, columns, values }: SparseSquare, dense: Float64Array): void {
  let count = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = dense[row * size + column]!;
      if (value === 0) continue;
      columns[count] = column;
      values[count++] = value;
    }
    starts[row + 1] = count;
  }
}

/** out = A B for a sparse A and a row-major B; `out` is another array than B. @internal */
export function sparseTimes(out: Float64Array, A: SparseSquare, B: Float64Array): void {
  for (let row = 0; row < A.size; row++) combineRows(out, row, A, B, A.size);
}

/** The lower triangle, diagonal included, of out = A B; the rest of `out` is left as it was. @internal */
export function sparseTimesLower(out: Float64Array, A: SparseSquare, B: Float64Array): void {
  for (let row = 0; row < A.size; row++) combineRows(out, row, A, B, row + 1);
}

/** The first `width` entries of a row of A B, four rows of B at a time, which spares most of the loads and stores. */
function combineRows(
  out: Float64Array,
  row: number,
  { size, starts, columns, values }: SparseSquare,
  B: Float64Array,
  width: number,
): void {
  const target = row * size;
  const end = starts[row + 1]!;
  let entry = starts[row]!;
  out.fill(0, target, target + width);
  for (; entry + 3 < end; entry += 4) {
    const v0 = values[entry]!;
    const v1 = values[entry + 1]!;
    const v2 = values[entry + 2]!;
    const v3 = values[entry + 3]!;
    const s0 = columns[entry]! * size;
    const s1 = columns[entry + 1]! * size;
    const s2 = columns[entry + 2]! * size;
    const s3 = columns[entry + 3]! * size;
    for (let j = 0; j < width; j++) {
      const first = v0 * B[s0 + j]! + v1 * B[s1 + j]!;
      const second = v2 * B[s2 + j]! + v3 * B[s3 + j]!;
      out[target + j] = out[target + j]! + (first + second);
    }
  }
  for (; entry < end; entry++) {
    const value = values[entry]!;
    const source = columns[entry]! * size;
    for (let j = 0; j < width; j++) out[target + j] = out[target + j]! + value * B[source + j]!;
  }
}

/** The first entries of `out` = A v for a sparse A; `out` is another array than `v`. @internal */
export function sparseTimesVector(
  out: Float64Array,
  { size, starts, columns, values }: SparseSquare,
  v: Float64Array,
): void {
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
      sum += values[entry]! * v[columns[entry]!]!;
    out[row] = sum;
  }
}
