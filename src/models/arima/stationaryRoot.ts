import { coefficientsFromPartials, insidePartials } from './partialAutocorrelations.js';

/**
 * A square root of the covariance of `count` successive values of a stationary autoregression with innovations
 * of variance 1: the lower triangular C (row-major) with C C' the covariance. Built from the partial
 * autocorrelations, it is accurate and has no negative pivot however near the unit circle the roots are.
 * Roots on or outside the circle, as rounding may leave them, are taken to be just inside.
 *
 * @internal
 */
export function stationaryRoot(ar: Float64Array, count: number): Float64Array {
  const p = ar.length;
  const partials = insidePartials(ar, 1);
  const stages = new Float64Array(p * p);
  coefficientsFromPartials(partials, stages);
  const root = new Float64Array(count * count);
  let variance = partials.reduce((product, partial) => product / (1 - partial * partial), 1);
  for (let row = 0; row < count; row++) {
    const order = Math.min(row, p);
    for (let lag = 1; lag <= order; lag++) {
      const coefficient = stages[(order - 1) * p + lag - 1]!;
      for (let column = 0; column < row; column++) {
        const at = row * count + column;
        root[at] = root[at]! + coefficient * root[(row - lag) * count + column]!;
      }
    }
    root[row * count + row] = Math.sqrt(variance);
    if (row < p) variance *= 1 - partials[row]! * partials[row]!;
  }
  return root;
}
