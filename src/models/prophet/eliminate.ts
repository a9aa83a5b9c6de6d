import { dotProductAt } from '../../math/index.js';

/** A pivot below this share of its diagonal entry is rounding. */
const dependent = 3e-15;

/** Rows that are worked on together, so that each entry of another row that is read serves them all. */
const block = 4;

/**
 * The first `count` steps of a Cholesky factorisation of a lower triangle, row-major of side `side`, and its right-hand
 * side, in place; what is left behind them is the Schur complement. A column that depends on those before it gets a
 * pivot of zero. The upper triangle is scratch.
 *
 * @internal
 */
export function eliminate(matrix: Float64Array, rhs: Float64Array, side: number, count: number): void {
  for (let i = 0, rows = 0; i < side; i += rows) {
    rows = Math.min(block, (i < count ? count : side) - i);
    const until = Math.min(i, count);
    for (let j = 0; j < until; j++) {
      subtractProducts(matrix, side, i, rows, j, j);
      const pivot = matrix[j * side + j]!;
      for (let r = i; r < i + rows; r++) {
        matrix[r * side + j] = pivot === 0 ? 0 : matrix[r * side + j]! / pivot;
      }
    }
    if (i < count) {
      for (let r = i; r < i + rows; r++) factorRow(matrix, rhs, side, r, i);
      continue;
    }
    for (let j = count; j < i + rows; j++) subtractProducts(matrix, side, i, rows, j, count);
    for (let r = i; r < i + rows; r++) rhs[r] = rhs[r]! - dotProductAt(matrix, r * side, rhs, 0, count);
  }
}

/** Factors a row of which the entries before column `from` are done. */
function factorRow(matrix: Float64Array, rhs: Float64Array, side: number, i: number, from: number): void {
  const row = i * side;
  for (let j = from; j < i; j++) {
    const pivot = matrix[j * side + j]!;
    const rest = matrix[row + j]! - dotProductAt(matrix, row, matrix, j * side, j);
    matrix[row + j] = pivot === 0 ? 0 : rest / pivot;
  }
  const whole = matrix[row + i]!;
  const pivot = whole - dotProductAt(matrix, row, matrix, row, i);
  const root = pivot > dependent * whole ? Math.sqrt(pivot) : 0;
  matrix[row + i] = root;
  rhs[i] = root === 0 ? 0 : (rhs[i]! - dotProductAt(matrix, row, rhs, 0, i)) / root;
}

/** Takes off column j of `rows` rows from row i on their products with row j over the first `length` columns. */
function subtractProducts(
  matrix: Float64Array,
  side: number,
  i: number,
  rows: number,
  j: number,
  length: number,
): void {
  const other = j * side;
  if (rows < block) {
    for (let at = i * side; at < (i + rows) * side; at += side) {
      matrix[at + j] = matrix[at + j]! - dotProductAt(matrix, at, matrix, other, length);
    }
    return;
  }
  const a = i * side;
  const b = a + side;
  const c = b + side;
  const d = c + side;
  let sa = 0;
  let sb = 0;
  let sc = 0;
  let sd = 0;
  for (let k = 0; k < length; k++) {
    const value = matrix[other + k]!;
    sa += matrix[a + k]! * value;
    sb += matrix[b + k]! * value;
    sc += matrix[c + k]! * value;
    sd += matrix[d + k]! * value;
  }
  matrix[a + j] = matrix[a + j]! - sa;
  matrix[b + j] = matrix[b + j]! - sb;
  matrix[c + j] = matrix[c + j]! - sc;
  matrix[d + j] = matrix[d + j]! - sd;
}
