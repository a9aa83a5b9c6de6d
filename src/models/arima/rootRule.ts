import { inverseRoots } from './arimaRoots.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import { partialsFromCoefficients } from './partialAutocorrelations.js';

/** Which fits are refused in an automatic choice. */
export interface RootRule {
  /** The least modulus of the roots of each factor, those of a seasonal factor in B^s; above 1. */
  readonly leastModulus: number;
  /** The least distance of an inverse root of the autoregression from one of the moving average; 0 for none. */
  readonly leastDistance: number;
}

/** What is wrong with the roots of a fit, if anything. @internal */
export function rootFault(
  { ar, ma, sar, sma }: ArmaCoefficients,
  { leastModulus, leastDistance }: RootRule,
): 'near-unit-root' | 'near-cancelling' | undefined {
  const factors = [ar, sar, ma.map((c) => -c), sma.map((c) => -c)];
  if (!factors.every((coefficients) => isBeyond(coefficients, leastModulus))) return 'near-unit-root';
  const cancels = distanceOfRoots(ar, ma) < leastDistance || distanceOfRoots(sar, sma) < leastDistance;
  return cancels ? 'near-cancelling' : undefined;
}

/** Whether all roots of 1 - c[0] B - ... are larger than `modulus`: those of the stretched polynomial than 1. */
function isBeyond(coefficients: Float64Array, modulus: number): boolean {
  return partialsFromCoefficients(coefficients.map((c, i) => c * modulus ** (i + 1))) !== undefined;
}

function distanceOfRoots(ar: Float64Array, ma: Float64Array): number {
  if (ar.length === 0 || ma.length === 0) return Number.POSITIVE_INFINITY;
  const own = inverseRoots(ar, -1);
  const other = inverseRoots(ma, 1);
  let least = Number.POSITIVE_INFINITY;
  for (const a of own)
    for (const b of other) least = Math.min(least, Math.hypot(a.real - b.real, a.imaginary - b.imaginary));
  return least;
}
