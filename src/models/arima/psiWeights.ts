import { divideByPolynomial } from './lagFilters.js';

/**
 * The first `count` weights psi of an ARIMA process on its innovations, y[t] = a[t] + psi[1] a[t-1] + ...:
 * the expansion of m(B) / (f(B) (1 - B)^d), beginning with psi[0] = 1. The variance of an h-step forecast is
 * sigma² times the sum of the first h squares. Polynomials begin with 1. Linear in count · degree.
 *
 * @internal
 */
export function psiWeights(f: Float64Array, m: Float64Array, d: number, count: number): Float64Array {
  const psi = new Float64Array(count);
  psi.set(m.subarray(0, count));
  divideByPolynomial(psi, psi, f, f.length - 1, count);
  for (let order = 0; order < d; order++) {
    for (let t = 1; t < count; t++) psi[t] = psi[t]! + psi[t - 1]!;
  }
  return psi;
}
