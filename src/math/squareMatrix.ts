/** out = A v for a row-major square matrix; `out` is another array than `v`. @internal */
export function multiplySquareVector(
  out: Float64Array,
  A: Float64Array,
  v: Float64Array,
  size: number,
): void {
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += A[i * size + j]! * v[j]!;
    out[i] = sum;
  }
}

/** The sum of a[i] · b[i] over the first `size` entries. @internal */
export function dotProduct(a: Float64Array, b: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * The sum of a[i + fromA] · b[i + fromB] for i up to `length`, in four sums that do not wait for one another.
 *
 * @internal
 */
export function dotProductAt(
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  length: number,
): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    sum0 += a[fromA + i]! * b[fromB + i]!;
    sum1 += a[fromA + i + 1]! * b[fromB + i + 1]!;
    sum2 += a[fromA + i + 2]! * b[fromB + i + 2]!;
    sum3 += a[fromA + i + 3]! * b[fromB + i + 3]!;
  }
  for (; i < length; i++) sum0 += a[fromA + i]! * b[fromB + i]!;
  return sum0 + sum1 + (sum2 + sum3);
}

/** out = A'; `out` is another array than A. @internal */
export function transpose(out: Float64Array, A: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) out[i * size + j] = A[j * size + i]!;
}

/** Makes a matrix symmetric by what stands below its diagonal. @internal */
export function mirrorLower(A: Float64Array, size: number): void {
  for (let i = 1; i < size; i++) for (let j = 0; j < i; j++) A[j * size + i] = A[i * size + j]!;
}
