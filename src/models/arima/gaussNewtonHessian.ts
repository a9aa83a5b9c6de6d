import { allocateArrays } from '../../math/index.js';
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
  const [y, z] = q === 0 ? [series, series] : filteredSeries(series, f, m, p, q);
  const products = (a: Float64Array, b: Float64Array, count: number) =>
    Float64Array.from({ length: count }, (_, lag) => laggedProduct(a, b, lag, n));
  const yy = products(y, y, p + 1);
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
  const weight = n / quadraticForm(yy, f, p);
  return hessian.map((product) => weight * product);
}

/** y = w / m and z = a / m = f w / m². */
function filteredSeries(
  series: Float64Array,
  f: Float64Array,
  m: Float64Array,
  p: number,
  q: number,
): readonly [Float64Array, Float64Array] {
  const n = series.length;
  const [y, z] = allocateArrays([n, n]) as [Float64Array, Float64Array];
  divideByPolynomial(y, series, m, q, n);
  applyPolynomial(z, y, f, p, n);
  divideByPolynomial(z, z, m, q, n);
  return [y, z];
}

/** The sum of the squares of f(B) y, but for the ends, from the lagged products of y. */
function quadraticForm(yy: Float64Array, f: Float64Array, p: number): number {
  let sum = 0;
  for (let i = 0; i <= p; i++) for (let j = 0; j <= p; j++) sum += f[i]! * f[j]! * yy[Math.abs(i - j)]!;
  return sum;
}
