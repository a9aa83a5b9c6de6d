import { addLaggedProducts, divideByPolynomial } from './lagFilters.js';
import { divideByLags, divideByLagsBackward, type LagPolynomial } from './lagPolynomial.js';

const negligible = 1e-15;
const stretch = 32;

/**
 * psi, the impulse response of 1 / m(B), into `psi` until the rest is negligible (below 1e-15) or `n` is
 * reached. Returns the number of entries written.
 *
 * @internal
 */
export function impulseResponse(psi: Float64Array, m: LagPolynomial, n: number): number {
  const length = plainResponse(psi, m.plain, n);
  return m.seasonal.length === 1 ? length : seasonalResponse(psi, length, m, n);
}

/** A stretch at a time, until one of them ends in as many negligible entries as there are coefficients. */
function plainResponse(psi: Float64Array, m: Float64Array, n: number): number {
  const q = m.length - 1;
  if (q === 0) {
    psi[0] = 1;
    return 1;
  }
  let length = 0;
  while (length < n) {
    const next = Math.min(n, length + stretch);
    psi.fill(0, length, next);
    if (length === 0) psi[0] = 1;
    else
      for (let t = length; t < next && t < length + q; t++) {
        for (let j = t - length + 1; j <= q && j <= t; j++) psi[t] = psi[t]! - m[j]! * psi[t - j]!;
      }
    divideByPolynomial(psi.subarray(length, next), psi.subarray(length, next), m, q, next - length);
    length = next;
    const needed = withoutQuietEnd(psi, length);
    if (needed <= length - q) return needed;
  }
  return n;
}

function withoutQuietEnd(psi: Float64Array, length: number): number {
  let end = length;
  while (Math.abs(psi[end - 1]!) < negligible) end -= 1;
  return end;
}

/** Divides the plain response, `length` entries of `psi`, by the seasonal factor. */
function seasonalResponse(
  psi: Float64Array,
  length: number,
  { seasonal, period }: LagPolynomial,
  n: number,
): number {
  const degree = seasonal.length - 1;
  psi.fill(0, length, Math.min(period, n));
  let quiet = 0;
  for (let t = period; t < n; t++) {
    if (quiet === degree * period && t >= length) return t;
    let value = t < length ? psi[t]! : 0;
    for (let j = 1; j <= degree && j * period <= t; j++) value -= seasonal[j]! * psi[t - j * period]!;
    psi[t] = value;
    quiet = Math.abs(value) < negligible ? quiet + 1 : 0;
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
  m: LagPolynomial,
  g: number,
  n: number,
): void {
  divideByLagsBackward(r, psi, m, length);
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
 * `bar` with respect to G imply; overwrites `bar` and `work`, which holds `length` entries.
 *
 * @internal
 */
export function pullBackImpulseGram(
  bar: Float64Array,
  r: Float64Array,
  psi: Float64Array,
  length: number,
  m: LagPolynomial,
  g: number,
  n: number,
  mBar: Float64Array,
  work: Float64Array,
): void {
  for (let i = g - 2; i >= 0; i--) {
    for (let j = g - 2; j >= 0; j--) bar[i * g + j] = bar[i * g + j]! + bar[(i + 1) * g + j + 1]!;
  }
  work.fill(0, 0, length);
  for (let j = 0; j < g && j < length; j++) work[j] = j === 0 ? bar[0]! : 2 * bar[j]!;
  divideByLags(work, work, m, length);
  addLaggedProducts(mBar, -1, r, work, m.lags, length);
  for (let i = Math.max(1, n - length + 1); i < g; i++) {
    for (let j = 1; j < g; j++) {
      work[n - i] = work[n - i]! - 2 * bar[i * g + j]! * at(psi, n - j, length);
    }
  }
  divideByLagsBackward(work, work, m, length);
  addLaggedProducts(mBar, -1, work, psi, m.lags, length);
}

function at(psi: Float64Array, index: number, length: number): number {
  return index < length ? psi[index]! : 0;
}
