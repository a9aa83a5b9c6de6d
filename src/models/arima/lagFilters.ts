/**
 * Filters by lag polynomials c(B) = c[0] + c[1] B + ... with c[0] = 1, B being the backward shift, over the
 * first `n` entries of a series whose values before the start count as zero. `degree` is that of c; entries of
 * `c` beyond it are not read. All are linear in n · degree and allocate nothing.
 */

/** out = c(B) x; `out` and `x` are different arrays. @internal */
export function applyPolynomial(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  n: number,
): void {
  const head = Math.min(degree, n);
  for (let t = 0; t < head; t++) {
    let sum = x[t]!;
    for (let i = 1; i <= t; i++) sum += c[i]! * x[t - i]!;
    out[t] = sum;
  }
  for (let t = head; t < n; t++) out[t] = x[t]!;
  let lag = 1;
  for (; lag + 1 <= degree; lag += 2) {
    const first = c[lag]!;
    const second = c[lag + 1]!;
    let carried = head > lag ? x[head - lag - 1]! : 0;
    for (let t = head; t < n; t++) {
      const value = x[t - lag]!;
      out[t] = out[t]! + first * value + second * carried;
      carried = value;
    }
  }
  if (lag <= degree) {
    const last = c[lag]!;
    for (let t = head; t < n; t++) out[t] = out[t]! + last * x[t - lag]!;
  }
}

/** out = c(B)⁻¹ x, so that c(B) out = x; `out` may be `x`. @internal */
export function divideByPolynomial(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  n: number,
): void {
  if (degree === 1) {
    const c1 = c[1]!;
    let previous = 0;
    for (let t = 0; t < n; t++) {
      previous = x[t]! - c1 * previous;
      out[t] = previous;
    }
    return;
  }
  if (degree === 2) {
    const c1 = c[1]!;
    const c2 = c[2]!;
    let previous = 0;
    let earlier = 0;
    for (let t = 0; t < n; t++) {
      const value = x[t]! - c2 * earlier - c1 * previous;
      earlier = previous;
      previous = value;
      out[t] = value;
    }
    return;
  }
  for (let t = 0; t < n; t++) {
    let sum = x[t]!;
    for (let j = Math.min(degree, t); j > 0; j--) sum -= c[j]! * out[t - j]!;
    out[t] = sum;
  }
}

/** out = c(F)⁻¹ x, F being the forward shift: the same from the end; `out` may be `x`. @internal */
export function divideByPolynomialBackward(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  n: number,
): void {
  if (degree === 1) {
    const c1 = c[1]!;
    let next = 0;
    for (let t = n - 1; t >= 0; t--) {
      next = x[t]! - c1 * next;
      out[t] = next;
    }
    return;
  }
  if (degree === 2) {
    const c1 = c[1]!;
    const c2 = c[2]!;
    let next = 0;
    let later = 0;
    for (let t = n - 1; t >= 0; t--) {
      const value = x[t]! - c2 * later - c1 * next;
      later = next;
      next = value;
      out[t] = value;
    }
    return;
  }
  for (let t = n - 1; t >= 0; t--) {
    let sum = x[t]!;
    for (let j = Math.min(degree, n - 1 - t); j > 0; j--) sum -= c[j]! * out[t + j]!;
    out[t] = sum;
  }
}

/** The sum over t of x[t] · y[t - lag]. @internal */
export function laggedProduct(x: Float64Array, y: Float64Array, lag: number, n: number): number {
  let even = 0;
  let odd = 0;
  let t = lag;
  for (; t + 1 < n; t += 2) {
    even += x[t]! * y[t - lag]!;
    odd += x[t + 1]! * y[t + 1 - lag]!;
  }
  return t < n ? even + odd + x[t]! * y[t - lag]! : even + odd;
}
