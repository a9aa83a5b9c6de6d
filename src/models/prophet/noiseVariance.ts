/** Below this the residuals are rounding: the posterior has no maximum, since the model fits without error. */
export const leastVariance = 1e-18;

const mostSteps = 200;

/**
 * The variance that maximises -(n/2) log v - RSS/(2v) - 2v for a given sum of squares, 4 v² + n v = RSS: Prophet's
 * half-normal prior of standard deviation 1/2 on the noise.
 *
 * @internal
 */
export function bestVariance(rss: number, n: number): number {
  return (2 * rss) / (n + Math.sqrt(n * n + 16 * rss));
}

/** Residuals as the variance of the noise has them. */
export interface ResidualsByVariance {
  /** The sum of squared residuals at a variance. */
  solve(v: number): number;
  /** How the sum of squared residuals last solved for changes with ln v. */
  slope(): number;
}

/**
 * The largest variance that is the best one for the residuals it leaves, v = bestVariance(RSS(v)): more noise allows
 * more shrinkage and so leaves more residual, and a smaller root, if any, belongs to a model that has learnt the noise.
 *
 * From `start`, at or above the root, Newton's iteration in ln v descends, held between bounds once there are two. It
 * ends where a plain step is within `tolerance` of the variance; what was solved for last is that near to the result.
 * Below {@link leastVariance} it ends there.
 *
 * @internal
 */
export function largestVariance(
  residuals: ResidualsByVariance,
  {
    n,
    start,
    tolerance = 1e-8,
  }: { readonly n: number; readonly start: number; readonly tolerance?: number | undefined },
): number {
  let x = Math.log(start);
  let lower = Number.NEGATIVE_INFINITY;
  let upper = Number.POSITIVE_INFINITY;
  const floor = Math.log(leastVariance);
  for (let step = 0; step < mostSteps; step++) {
    const best = Math.max(bestVariance(residuals.solve(Math.exp(x)), n), leastVariance / 4);
    const next = Math.log(best);
    if (Math.abs(next - x) <= tolerance) return best;
    if (next > x) lower = x;
    else upper = x;
    if (x <= floor) break;
    const slope = residuals.slope() / (best * (n + 8 * best));
    const goal = slope < 0.99 ? x + (next - x) / (1 - slope) : next;
    x = Math.max(floor, within(goal, next, x, lower, upper));
    if (upper - lower <= tolerance) break;
  }
  const v = Math.exp(x);
  residuals.solve(v);
  return v;
}

/** A goal that the bounds allow, and that goes past a plain step at most eight times as far. */
function within(goal: number, next: number, x: number, lower: number, upper: number): number {
  const step = next - x;
  const farthest = x + 8 * step;
  const held = step < 0 ? Math.max(goal, farthest) : Math.min(goal, farthest);
  if (held > lower && held < upper) return held;
  if (next > lower && next < upper) return next;
  return (lower + upper) / 2;
}
