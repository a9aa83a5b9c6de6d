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
  } else if (degree <= 3) divideByShort(out, x, c, degree, 0, 1, n);
  else if (degree <= 5) divideByMiddling(out, x, c, degree, 0, 1, n);
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
  } else if (degree <= 3) divideByShort(out, x, c, degree, n - 1, -1, n);
  else if (degree <= 5) divideByMiddling(out, x, c, degree, n - 1, -1, n);
  else divideByLong(out, x, c, degree, n - 1, -1, n);
}

/**
 * `n` divisions from position `from` on in steps of `step`, which is 1 or -1, for degrees up to 3. Two at a time, the
 * second from the values before the first as well: otherwise each would wait for the one before.
 */
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
  const c2 = degree > 1 ? c[2]! : 0;
  const c3 = degree > 2 ? c[3]! : 0;
  const d1 = c1 * c1 - c2;
  const d2 = c1 * c2 - c3;
  const d3 = c1 * c3;
  let back1 = 0;
  let back2 = 0;
  let back3 = 0;
  let at = from;
  for (let t = 1; t < n; t += 2) {
    const x0 = x[at]!;
    const first = x0 - c3 * back3 - c2 * back2 - c1 * back1;
    // The latest value comes last: the sum of the others does not wait for it.
    const second = x[at + step]! - c1 * x0 + d3 * back3 + d2 * back2 + d1 * back1;
    out[at] = first;
    out[at + step] = second;
    at += 2 * step;
    back3 = back1;
    back2 = first;
    back1 = second;
  }
  if (n % 2 === 1) out[at] = x[at]! - c3 * back3 - c2 * back2 - c1 * back1;
}

/** The same for degrees up to 5. */
function divideByMiddling(
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
  const c3 = c[3]!;
  const c4 = c[4]!;
  const c5 = degree > 4 ? c[5]! : 0;
  const d1 = c1 * c1 - c2;
  const d2 = c1 * c2 - c3;
  const d3 = c1 * c3 - c4;
  const d4 = c1 * c4 - c5;
  const d5 = c1 * c5;
  let back1 = 0;
  let back2 = 0;
  let back3 = 0;
  let back4 = 0;
  let back5 = 0;
  let at = from;
  for (let t = 1; t < n; t += 2) {
    const x0 = x[at]!;
    const first = x0 - c5 * back5 - c4 * back4 - c3 * back3 - c2 * back2 - c1 * back1;
    const second = x[at + step]! - c1 * x0 + d5 * back5 + d4 * back4 + d3 * back3 + d2 * back2 + d1 * back1;
    out[at] = first;
    out[at + step] = second;
    at += 2 * step;
    back5 = back3;
    back4 = back2;
    back3 = back1;
    back2 = first;
    back1 = second;
  }
  if (n % 2 === 1) out[at] = x[at]! - c5 * back5 - c4 * back4 - c3 * back3 - c2 * back2 - c1 * back1;
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

/**
 * Adds to out[lag], for each of the lags in ascending order, `weight` times the sum over t of x[t] · y[t - lag]; three
 * lags share a pass.
 *
 * @internal
 */
export function addLaggedProducts(
  out: Float64Array,
  weight: number,
  x: Float64Array,
  y: Float64Array,
  lags: readonly number[],
  n: number,
): void {
  let i = 0;
  for (; i + 2 < lags.length; i += 3)
    addThreeProducts(out, weight, x, y, lags[i]!, lags[i + 1]!, lags[i + 2]!, n);
  for (; i < lags.length; i++) {
    const lag = lags[i]!;
    out[lag] = out[lag]! + weight * laggedProduct(x, y, lag, n);
  }
}

function addThreeProducts(
  out: Float64Array,
  weight: number,
  x: Float64Array,
  y: Float64Array,
  lag1: number,
  lag2: number,
  lag3: number,
  n: number,
): void {
  let even1 = 0;
  let even2 = 0;
  let even3 = 0;
  let odd1 = 0;
  let odd2 = 0;
  let odd3 = 0;
  for (let t = lag1; t < lag3 && t < n; t++) {
    even1 += x[t]! * y[t - lag1]!;
    if (t >= lag2) even2 += x[t]! * y[t - lag2]!;
  }
  let t = lag3;
  for (; t + 1 < n; t += 2) {
    const x0 = x[t]!;
    const x1 = x[t + 1]!;
    even1 += x0 * y[t - lag1]!;
    even2 += x0 * y[t - lag2]!;
    even3 += x0 * y[t - lag3]!;
    odd1 += x1 * y[t + 1 - lag1]!;
    odd2 += x1 * y[t + 1 - lag2]!;
    odd3 += x1 * y[t + 1 - lag3]!;
  }
  if (t < n) {
    even1 += x[t]! * y[t - lag1]!;
    even2 += x[t]! * y[t - lag2]!;
    even3 += x[t]! * y[t - lag3]!;
  }
  out[lag1] = out[lag1]! + weight * (even1 + odd1);
  out[lag2] = out[lag2]! + weight * (even2 + odd2);
  out[lag3] = out[lag3]! + weight * (even3 + odd3);
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
