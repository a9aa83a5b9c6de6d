import { dotProductAt } from '../../math/index.js';
import type { EtsParametrization } from './etsParametrization.js';

/**
 * The normal equations of additive errors with an additive season, from rows that hold the derivatives of the forecasts
 * by all parameters but the seasonal terms, and after them those by the first seasonal term: a later one has the same
 * effects, later. So the products of two of them are partial sums of one another, and all cost no more than a few rows.
 *
 * @internal
 */
export function shiftedEquations(
  rows: Float64Array,
  errors: Float64Array,
  others: number,
  { period }: EtsParametrization,
  matrix: Float64Array,
  slope: Float64Array,
): void {
  const n = errors.length;
  const size = others + period - 1;
  const first = others * n;
  const last = period - 1;
  for (let i = 0; i < others; i++) {
    slope[i] = -dotProductAt(rows, i * n, errors, 0, n);
    for (let j = 0; j <= i; j++) matrix[i * size + j] = dotProductAt(rows, i * n, rows, j * n, n);
  }
  const after = (row: Float64Array, at: number, place: number) =>
    dotProductAt(rows, first, row, at + place, n - place);
  const lastSlope = after(errors, 0, last);
  for (let j = 0; j < last; j++) slope[others + j] = lastSlope - after(errors, 0, j);
  for (let i = 0; i < others; i++) {
    const withLast = after(rows, i * n, last);
    for (let j = 0; j < last; j++) matrix[(others + j) * size + i] = after(rows, i * n, j) - withLast;
  }
  const withLast = new Float64Array(period);
  for (let apart = 0; apart < period; apart++) {
    let sum = dotProductAt(rows, first, rows, first + apart, n - last);
    withLast[last - apart] = sum;
    for (let place = last - 1; place >= apart; place--) {
      const term = n - 1 - place;
      sum += rows[first + term]! * rows[first + term + apart]!;
      matrix[(others + place) * size + others + place - apart] = sum;
    }
  }
  for (let i = 0; i < last; i++) {
    for (let j = 0; j <= i; j++) {
      const at = (others + i) * size + others + j;
      matrix[at] = matrix[at]! - withLast[i]! - withLast[j]! + withLast[last]!;
    }
  }
}
