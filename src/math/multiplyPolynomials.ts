/**
 * The coefficients of the product of two polynomials, from the constant term up.
 *
 * @internal
 */
export function multiplyPolynomials(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const product = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) product[i + j] = product[i + j]! + a[i]! * b[j]!;
  }
  return product;
}
