import { divideByPolynomial, divideByPolynomialBackward, laggedProduct } from './lagFilters.js';

const negligible = 1e-15;

/**
 * psi, the impulse response of 1 / m(B), into `psi` until the rest is negligible (below 1e-15) or `n` is
 * reached. Returns the number of entries written.
 *
 * @internal
 */
export function impulseResponse(psi: Float64Array, m: Float64Array, q: number, n: number): number {
  psi[0] = 1;
  let quiet = 0;
  for (let t = 1; t < n; t++) {
    if (quiet === q) return t;
    let sum = 0;
    for (let j = Math.min(q, t); j > 0; j--) sum -= m[j]! * psi[t - j]!;
    psi[t] = sum;
    quiet = Math.abs(sum) < negligible ? quiet + 1 : 0;
  }
  return n;
}

/**
 * G = Z'Z (g × g, row-major), Z being the first g columns of the n × n matrix of 1 / m(B), whose first column
 * is psi. Its first row, `r`, comes from a backward filter; G[i + 1, j + 1] = G[i, j] - psi[n-1-i] psi[n-1-j].
 *
 * @internal
 */
export function impulseGram(
  G: Float64Array,
  r: Float64Array,
  psi: Float64Array,
  length: number,
  m: Float64Array,
  q: number,
  g: number,
  n: number,
): void {
  divideByPolynomialBackward(r, psi, m, q, length);
  for (let j = 0; j < g; j++) G[j] = j < length ? r[j]! : 0;
  for (let i = 1; i < g; i++) {
    for (let j = i; j < g; j++) {
      G[i * g + j] = G[(i - 1) * g + j - 1]! - at(psi, n - i, length) * at(psi, n - j, length);
    }
  }
  for (let i = 1; i < g; i++) for (let j = 0; j < i; j++) G[i * g + j] = G[j * g + i]!;
}

/**
 * Adjoint of {@link impulseGram} and {@link impulseResponse}: adds to `mBar` what the symmetric derivatives
 * `bar` with respect to G imply; overwrites `bar`. `work` and `more` hold `length` entries each.
 *
 * @internal
 */
export function pullBackImpulseGram(
  bar: Float64Array,
  r: Float64Array,
  psi: Float64Array,
  length: number,
  m: Float64Array,
  q: number,
  g: number,
  n: number,
  mBar: Float64Array,
  work: Float64Array,
  more: Float64Array,
): void {
  const psiBar = more.fill(0, 0, length);
  for (let i = g - 1; i > 0; i--) {
    for (let j = g - 1; j > 0; j--) {
      const total = bar[i * g + j]! + (i < g - 1 && j < g - 1 ? bar[(i + 1) * g + j + 1]! : 0);
      bar[i * g + j] = total;
      if (n - i < length) psiBar[n - i] = psiBar[n - i]! - 2 * total * at(psi, n - j, length);
    }
  }
  const rBar = work.fill(0, 0, length);
  for (let j = 0; j < g && j < length; j++) {
    const total = bar[j]! + (j < g - 1 ? bar[g + j + 1]! : 0);
    rBar[j] = j === 0 ? total : 2 * total;
  }
  divideByPolynomial(rBar, rBar, m, q, length);
  for (let j = 1; j <= q; j++) mBar[j] = mBar[j]! - laggedProduct(r, rBar, j, length);
  for (let t = 0; t < length; t++) psiBar[t] = psiBar[t]! + rBar[t]!;
  divideByPolynomialBackward(psiBar, psiBar, m, q, length);
  for (let j = 1; j <= q; j++) mBar[j] = mBar[j]! - laggedProduct(psiBar, psi, j, length);
}

function at(psi: Float64Array, index: number, length: number): number {
  return index < length ? psi[index]! : 0;
}
