/** The lag polynomials of an ARMA process, both with max(p, q) + 1 entries, the first being 1. */
export interface ArmaPolynomials {
  /** f(B) = 1 - ar[0] B - ... */
  readonly f: Float64Array;
  /** m(B) = 1 + ma[0] B + ... */
  readonly m: Float64Array;
}

/** The polynomials of coefficients, padded with zeros to one length. @internal */
export function armaPolynomials(ar: ArrayLike<number>, ma: ArrayLike<number>): ArmaPolynomials {
  const size = Math.max(ar.length, ma.length) + 1;
  const f = new Float64Array(size);
  const m = new Float64Array(size);
  f[0] = 1;
  m[0] = 1;
  for (let i = 0; i < ar.length; i++) f[i + 1] = -ar[i]!;
  for (let j = 0; j < ma.length; j++) m[j + 1] = ma[j]!;
  return { f, m };
}
