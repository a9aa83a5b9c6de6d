import { applyPolynomial, divideByPolynomial, laggedProduct } from './lagFilters.js';

/**
 * The Gauss-Newton approximation of the Hessian of the negative log-likelihood with respect to the
 * coefficients (autoregressive first), row-major: the derivatives of the innovations are lags of y = w / m and
 * z = a / m with the opposite sign, and their inner products depend, but for the ends, on the distance of the
 * lags alone. It is positive semidefinite. Cost: n · (p + q).
 *
 * @internal
 */
export function gaussNewtonHessian(
  series: Float64Array,
  f: Float64Array,
  m: Float64Array,
  p: number,
  q: number,
): Float64Array {
  const n = series.length;
  const y = new Float64Array(n);
  const z = new Float64Array(n);
  divideByPolynomial(y, series, m, q, n);
  applyPolynomial(z, y, f, p, n);
  const weight = n / laggedProduct(z, z, 0, n);
  divideByPolynomial(z, z, m, q, n);
  const products = (a: Float64Array, b: Float64Array, count: number) =>
    Float64Array.from({ length: count }, (_, lag) => weight * laggedProduct(a, b, lag, n));
  const yy = products(y, y, p);
  const zz = products(z, z, q);
  const yz = products(y, z, p === 0 ? 0 : q);
  const zy = products(z, y, q === 0 ? 0 : p);
  const size = p + q;
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) hessian[i * size + j] = yy[Math.abs(i - j)]!;
    for (let j = 0; j < q; j++) {
      const product = j >= i ? yz[j - i]! : zy[i - j]!;
      hessian[i * size + p + j] = product;
      hessian[(p + j) * size + i] = product;
    }
  }
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) hessian[(p + i) * size + p + j] = zz[Math.abs(i - j)]!;
  }
  return hessian;
}
