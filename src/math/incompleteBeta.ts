import { ConvergenceError } from '../errors/index.js';
import { deviance, stirlingError } from './incompleteGamma.js';

/**
 * The regularised incomplete beta function: the probability that a beta variable with shapes `a` and `b` lies
 * below `x`. `complement` is 1 - x, given apart so that an `x` near 1 keeps its digits.
 *
 * The smaller tail is computed and the larger one is one minus it, so small results keep their relative
 * accuracy, 1e-12 or better with shapes up to 10⁴, until doubles underflow. Expects a > 0, b > 0 and x within
 * [0, 1]. Cost: about √(a + b) terms. Source: the continued fraction of DLMF 8.17.22; the common factor by
 * Loader, "Fast and accurate computation of binomial probabilities" (2000).
 *
 * @internal
 */
export function incompleteBeta(x: number, complement: number, a: number, b: number): number {
  if (x === 0) return 0;
  if (complement === 0) return 1;
  if (x * (a + b + 2) > a + 1) return 1 - continuedFraction(complement, x, b, a);
  return continuedFraction(x, complement, a, b);
}

/** Modified Lentz evaluation of 1/(1 + d1/(1 + d2/(1 + ...))), times the factor before it. */
function continuedFraction(x: number, complement: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 1e6; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) return (b / (a + b)) * binomialDensity(x, complement, a, b) * fraction;
  }
  throw new ConvergenceError({
    message: `The incomplete beta function did not converge at x=${x}, a=${a}, b=${b}. Use smaller shapes.`,
    iterations: 1e6,
  });
}

/** Γ(a+b+1) / (Γ(a+1) Γ(b+1)) x^a (1-x)^b without the cancellation of its logarithms. */
function binomialDensity(x: number, complement: number, a: number, b: number): number {
  const n = a + b;
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const exponent = stirling - deviance(a, n * x) - deviance(b, n * complement);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}
