import { ConvergenceError } from '../errors/index.js';

/**
 * The regularised upper incomplete gamma function Q(a, x): the probability that a gamma variable of shape `a`
 * and scale 1 exceeds `x`.
 *
 * Each tail is computed where it is the small one (power series of P for x < a + 1, continued fraction of Q
 * above), so small results keep their relative accuracy, 1e-13 or better, until doubles underflow. Expects a > 0
 * and x >= 0. Cost: about √a + 20 terms. Source: Abramowitz and Stegun 6.5.29 and 6.5.31; the common factor
 * by Loader, "Fast and accurate computation of binomial probabilities" (2000), as in R's `pgamma`.
 *
 * @internal
 */
export function upperIncompleteGamma(a: number, x: number): number {
  if (x === 0) return 1;
  return x < a + 1 ? 1 - powerSeries(a, x) : continuedFraction(a, x);
}

const relativePrecision = 1e-17;

function powerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * relativePrecision; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonDensity(a, x) * sum;
}

/** Modified Lentz evaluation of 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))). */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1e6; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 2e-16) return a * poissonDensity(a, x) * fraction;
  }
  throw new ConvergenceError({
    message: `The incomplete gamma function did not converge at a=${a}, x=${x}. Use a smaller shape.`,
    iterations: 1e6,
  });
}

/** x^a e^-x / Γ(a+1) without the cancellation of its logarithms. */
function poissonDensity(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/**
 * ln Γ(a+1) minus Stirling's formula for it, by recursion up to where the asymptotic series is exact.
 *
 * @internal
 */
export function stirlingError(a: number): number {
  let shift = 0;
  let z = a;
  for (; z < 16; z++) shift += (z + 0.5) * Math.log1p(1 / z) - 1;
  const w = 1 / (z * z);
  return shift + (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
}

/**
 * a ln(a/x) + x - a, by its series in (a-x)/(a+x) where the terms would cancel.
 *
 * @internal
 */
export function deviance(a: number, x: number): number {
  const v = (a - x) / (a + x);
  if (Math.abs(v) >= 0.1) return a * Math.log(a / x) + x - a;
  let sum = (a - x) * v;
  let power = 2 * a * v;
  for (let n = 3; ; n += 2) {
    power *= v * v;
    const next = sum + power / n;
    if (next === sum) return sum;
    sum = next;
  }
}
