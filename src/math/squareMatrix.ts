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
