/** The entries other than zero of a square matrix, for products that cost only those. */
export interface SparseSquare {
  readonly size: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  /** How many entries there are. */
  count: number;
}

/** A matrix of zeros. @internal */
export function createSparseSquare(size: number): SparseSquare {
  const most = size * size;
  return {
    size,
    rows: new Int32Array(most),
    columns: new Int32Array(most),
    values: new Float64Array(most),
    count: 0,
  };
}

/** Takes over the entries of a row-major matrix. @internal */
export function compress(sparse: SparseSquare, dense: Float64Array): void {
  const { size, rows, columns, values } = sparse;
  let count = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = dense[row * size + column]!;
      if (value === 0) continue;
      rows[count] = row;
      columns[count] = column;
      values[count++] = value;
    }
  }
  sparse.count = count;
}

/** out = A B for a sparse A and a row-major B; `out` is another array than B. @internal */
export function sparseTimes(out: Float64Array, A: SparseSquare, B: Float64Array): void {
  addRows(out, A, A.rows, A.columns, B);
}

/** out = A' B for a sparse A and a row-major B; `out` is another array than B. @internal */
export function sparseTransposedTimes(out: Float64Array, A: SparseSquare, B: Float64Array): void {
  addRows(out, A, A.columns, A.rows, B);
}

function addRows(
  out: Float64Array,
  { size, values, count }: SparseSquare,
  to: Int32Array,
  from: Int32Array,
  B: Float64Array,
): void {
  out.fill(0);
  for (let entry = 0; entry < count; entry++) {
    const value = values[entry]!;
    const target = to[entry]! * size;
    const source = from[entry]! * size;
    for (let j = 0; j < size; j++) out[target + j] = out[target + j]! + value * B[source + j]!;
  }
}

/** out = B A' for a sparse A and a row-major B; `out` is another array than B. @internal */
export function timesSparseTransposed(out: Float64Array, B: Float64Array, A: SparseSquare): void {
  const { size, rows, columns, values, count } = A;
  out.fill(0);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let entry = 0; entry < count; entry++) {
      const at = row + rows[entry]!;
      out[at] = out[at]! + values[entry]! * B[row + columns[entry]!]!;
    }
  }
}

/** The first entries of `out` = A v for a sparse A; `out` is another array than `v`. @internal */
export function sparseTimesVector(out: Float64Array, A: SparseSquare, v: Float64Array): void {
  const { size, rows, columns, values, count } = A;
  out.fill(0, 0, size);
  for (let entry = 0; entry < count; entry++) {
    out[rows[entry]!] = out[rows[entry]!]! + values[entry]! * v[columns[entry]!]!;
  }
}

/** The first entries of `out` = A' v for a sparse A; `out` is another array than `v`. @internal */
export function sparseTransposedTimesVector(out: Float64Array, A: SparseSquare, v: Float64Array): void {
  const { size, rows, columns, values, count } = A;
  out.fill(0, 0, size);
  for (let entry = 0; entry < count; entry++) {
    out[columns[entry]!] = out[columns[entry]!]! + values[entry]! * v[rows[entry]!]!;
  }
}
