import { upperIncompleteGamma } from './incompleteGamma.js';

/**
 * The probability that a chi-square variable with `degreesOfFreedom` (positive) exceeds `x` (at least 0).
 *
 * It is computed as an upper tail, not as one minus the rest: small p-values keep their relative accuracy,
 * 1e-13 or better. R: `pchisq(x, df, lower.tail = FALSE)`.
 *
 * @internal
 */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  return upperIncompleteGamma(degreesOfFreedom / 2, x / 2);
}
