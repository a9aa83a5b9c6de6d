import { polynomialRoots } from '../../math/index.js';
import type { ArimaParameters } from './arimaState.js';

/** An inverse root of a polynomial: the process is stationary, or invertible, with all moduli below 1. */
export interface InverseRoot {
  /** Its real part. */
  readonly real: number;
  /** Its imaginary part. */
  readonly imaginary: number;
  /** Its distance from zero; near 1 the factor all but has a unit root. */
  readonly modulus: number;
}

/** The inverse roots of each factor, the largest first; those of the seasonal factors are in B^s, s of them each in B. */
export interface ArimaRoots {
  readonly ar: readonly InverseRoot[];
  readonly ma: readonly InverseRoot[];
  readonly sar: readonly InverseRoot[];
  readonly sma: readonly InverseRoot[];
}

/** @internal */
export function arimaRoots({ ar, ma, sar = [], sma = [] }: ArimaParameters): ArimaRoots {
  return Object.freeze({
    ar: inverseRoots(ar, -1),
    ma: inverseRoots(ma, 1),
    sar: inverseRoots(sar, -1),
    sma: inverseRoots(sma, 1),
  });
}

/** Those of 1 + sign c[0] B + ...: the roots of its coefficients in reverse. @internal */
export function inverseRoots(coefficients: Iterable<number>, sign: 1 | -1): readonly InverseRoot[] {
  const reversed = [...[...coefficients].reverse().map((c) => sign * c), 1];
  const roots = polynomialRoots(reversed).map(({ real, imaginary }) =>
    Object.freeze({ real, imaginary, modulus: Math.hypot(real, imaginary) }),
  );
  return Object.freeze(roots.sort((a, b) => b.modulus - a.modulus));
}
