import { incompleteBeta } from './incompleteBeta.js';
import { logGamma } from './logGamma.js';

/**
 * The probability that a Student-t variable with `degreesOfFreedom` (positive) exceeds `t`.
 *
 * It is computed as an upper tail, not as one minus the rest: small probabilities keep their relative accuracy, 1e-12
 * or better. R: `pt(t, df, lower.tail = FALSE)`.
 *
 * @internal
 */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  const total = degreesOfFreedom + t * t;
  const tail = 0.5 * incompleteBeta(degreesOfFreedom / total, (t * t) / total, degreesOfFreedom / 2, 0.5);
  return t < 0 ? 1 - tail : tail;
}

/**
 * The Student-t quantile: the value with probability `probability`, strictly between 0 and 1, below it.
 *
 * Newton's method for the logarithm of the tail within a bracket, until doubles cannot tell: relative accuracy 1e-12,
 * near the median that of `probability`. Cost: about ten tails. R: `qt(probability, df)`.
 *
 * @internal
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  const size = upperQuantile(Math.min(probability, 1 - probability), degreesOfFreedom);
  return probability < 0.5 ? -size : size;
}

/** The value of at least 0 that is exceeded with probability `tail`, at most 1/2. */
function upperQuantile(tail: number, degreesOfFreedom: number): number {
  if (tail === 0.5) return 0;
  let low = 0;
  let high = 1;
  for (; studentUpperTail(high, degreesOfFreedom) > tail; high *= 2) low = high;
  let t = 0.5 * (low + high);
  while (high - low > 4 * Number.EPSILON * high) {
    const excess = studentUpperTail(t, degreesOfFreedom);
    if (excess > tail) low = t;
    else high = t;
    const step = (Math.log(excess / tail) * excess) / density(t, degreesOfFreedom);
    const next = t + step;
    if (Math.abs(step) <= 2 * Number.EPSILON * t) return next;
    t = next > low && next < high ? next : 0.5 * (low + high);
  }
  return t;
}

function density(t: number, degreesOfFreedom: number): number {
  const half = 0.5 * (degreesOfFreedom + 1);
  const constant = logGamma(half) - logGamma(0.5 * degreesOfFreedom);
  return (
    Math.exp(constant - half * Math.log1p((t * t) / degreesOfFreedom)) / Math.sqrt(Math.PI * degreesOfFreedom)
  );
}
