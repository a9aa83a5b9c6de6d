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
  if (degree === 0) {
    if (out !== x) for (let t = 0; t < n; t++) out[t] = x[t]!;
  } else if (degree === 1) divideByLinear(out, x, c[1]!, 0, 1, n);
  else if (degree <= mostRegisters) divideByShort(out, x, c, degree, 0, 1, n);
  else divideByLong(out, x, c, degree, 0, 1, n);
}

/** out = c(F)⁻¹ x, F being the forward shift: the same from the end; `out` may be `x`. @internal */
export function divideByPolynomialBackward(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  n: number,
): void {
  if (degree === 0) {
    if (out !== x) for (let t = 0; t < n; t++) out[t] = x[t]!;
  } else if (degree === 1) divideByLinear(out, x, c[1]!, n - 1, -1, n);
  else if (degree <= mostRegisters) divideByShort(out, x, c, degree, n - 1, -1, n);
  else divideByLong(out, x, c, degree, n - 1, -1, n);
}

const mostRegisters = 5;

/** `n` divisions from position `from` on in steps of `step`, which is 1 or -1. */
function divideByLinear(
  out: Float64Array,
  x: Float64Array,
  c1: number,
  from: number,
  step: number,
  n: number,
): void {
  let previous = 0;
  let at = from;
  for (let t = 0; t < n; t++) {
    previous = x[at]! - c1 * previous;
    out[at] = previous;
    at += step;
  }
}

function divideByShort(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  from: number,
  step: number,
  n: number,
): void {
  const c1 = c[1]!;
  const c2 = c[2]!;
  const c3 = degree > 2 ? c[3]! : 0;
  const c4 = degree > 3 ? c[4]! : 0;
  const c5 = degree > 4 ? c[5]! : 0;
  let back1 = 0;
  let back2 = 0;
  let back3 = 0;
  let back4 = 0;
  let back5 = 0;
  let at = from;
  for (let t = 0; t < n; t++) {
    // The latest value comes last: the sum of the others does not wait for it.
    const value = x[at]! - c5 * back5 - c4 * back4 - c3 * back3 - c2 * back2 - c1 * back1;
    back5 = back4;
    back4 = back3;
    back3 = back2;
    back2 = back1;
    back1 = value;
    out[at] = value;
    at += step;
  }
}

function divideByLong(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  degree: number,
  from: number,
  step: number,
  n: number,
): void {
  let at = from;
  for (let t = 0; t < n; t++) {
    let value = x[at]!;
    for (let j = Math.min(degree, t); j > 0; j--) value -= c[j]! * out[at - step * j]!;
    out[at] = value;
    at += step;
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

/** x = C(B^s) x in place, C having its coefficients at B^0, B^s, B^2s ... @internal */
export function applySeasonal(x: Float64Array, C: Float64Array, period: number, n: number): void {
  const degree = C.length - 1;
  for (let t = n - 1; t >= period; t--) {
    let value = x[t]!;
    for (let j = 1; j <= degree && j * period <= t; j++) value += C[j]! * x[t - j * period]!;
    x[t] = value;
  }
}

/** x = C(B^s)⁻¹ x in place. @internal */
export function divideBySeasonal(x: Float64Array, C: Float64Array, period: number, n: number): void {
  const degree = C.length - 1;
  for (let t = period; t < n; t++) {
    let value = x[t]!;
    for (let j = 1; j <= degree && j * period <= t; j++) value -= C[j]! * x[t - j * period]!;
    x[t] = value;
  }
}

/** x = C(F^s)⁻¹ x in place. @internal */
export function divideBySeasonalBackward(x: Float64Array, C: Float64Array, period: number, n: number): void {
  const degree = C.length - 1;
  for (let t = n - 1 - period; t >= 0; t--) {
    let value = x[t]!;
    for (let j = 1; j <= degree && t + j * period < n; j++) value -= C[j]! * x[t + j * period]!;
    x[t] = value;
  }
}
