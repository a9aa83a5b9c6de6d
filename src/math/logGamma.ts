import { stirlingError } from './incompleteGamma.js';

/**
 * The logarithm of the gamma function of a positive `x`.
 *
 * Absolute error about 1e-15 of the largest term of Stirling's formula, x ln x. R: `lgamma(x)`.
 *
 * @internal
 */
export function logGamma(x: number): number {
  const logX = Math.log(x);
  return stirlingError(x) + 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * logX - x;
}
