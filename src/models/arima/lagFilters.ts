/**
 * Filters by lag polynomials c(B) = c[0] + c[1] B + ... with c[0] = 1, B being the backward shift, over the
 * first `n` entries of a series whose values before the start count as zero. `degree` is that of c; entries of
 * `c` beyond it are not read. All are linear in n · degree and allocate nothing; low degrees, by far the most
 * frequent, carry their lags in registers.
 */

/** out = c(B) x; `out` and `x` are different arrays. @internal */
export function applyPolynomial(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  n: number,
): void {
  addLags(out, x, x, c, 1, degree, n);
  for (let first = 4; first <= degree; first += 3) addLags(out, out, x, c, first, degree, n);
}

/** out = base + the terms of lags `first` to `first + 2`, as far as the degree goes. */
function addLags(
  out: Float64Array,
  base: Float64Array,
  x: Float64Array,
  c: Float64Array,
  first: number,
  degree: number,
  n: number,
): void {
  const c1 = first <= degree ? c[first]! : 0;
  const c2 = first + 1 <= degree ? c[first + 1]! : 0;
  const c3 = first + 2 <= degree ? c[first + 2]! : 0;
  const head = Math.min(first, n);
  if (out !== base) for (let t = 0; t < head; t++) out[t] = base[t]!;
  let x2 = 0;
  let x3 = 0;
  for (let t = head; t < n; t++) {
    const x1 = x[t - first]!;
    out[t] = base[t]! + c1 * x1 + c2 * x2 + c3 * x3;
    x3 = x2;
    x2 = x1;
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
  const c1 = degree > 0 ? c[1]! : 0;
  const c2 = degree > 1 ? c[2]! : 0;
  let previous = 0;
  let earlier = 0;
  if (degree === 0) {
    if (out !== x) for (let t = 0; t < n; t++) out[t] = x[t]!;
  } else if (degree === 1) {
    for (let t = 0; t < n; t++) {
      previous = x[t]! - c1 * previous;
      out[t] = previous;
    }
  } else {
    for (let t = 0; t < n; t++) {
      let value = x[t]! - c2 * earlier;
      for (let j = Math.min(degree, t); j > 2; j--) value -= c[j]! * out[t - j]!;
      value -= c1 * previous;
      earlier = previous;
      previous = value;
      out[t] = value;
    }
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
  const c1 = degree > 0 ? c[1]! : 0;
  const c2 = degree > 1 ? c[2]! : 0;
  let next = 0;
  let later = 0;
  if (degree === 0) {
    if (out !== x) for (let t = 0; t < n; t++) out[t] = x[t]!;
  } else if (degree === 1) {
    for (let t = n - 1; t >= 0; t--) {
      next = x[t]! - c1 * next;
      out[t] = next;
    }
  } else {
    for (let t = n - 1; t >= 0; t--) {
      let value = x[t]! - c2 * later;
      for (let j = Math.min(degree, n - 1 - t); j > 2; j--) value -= c[j]! * out[t + j]!;
      value -= c1 * next;
      later = next;
      next = value;
      out[t] = value;
    }
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
