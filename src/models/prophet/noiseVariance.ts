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

/**
 * The largest variance that is the best one for the residuals it leaves, v = bestVariance(RSS(v)): more noise allows
 * more shrinkage and so leaves more residual, and a smaller root, if any, belongs to a model that has learnt the noise.
 *
 * From `start`, at or above the root, the iteration descends; a secant in log v takes the place of plain steps, held
 * between bounds once there are two. It ends where a plain step is within `tolerance` of the variance; what `residualSum` was called
 * with last is that near to the result. Below {@link leastVariance} it ends there.
 *
 * @internal
 */
export function largestVariance(
  residualSum: (v: number) => number,
  {
    n,
    start,
    tolerance = 1e-8,
  }: { readonly n: number; readonly start: number; readonly tolerance?: number | undefined },
): number {
  let x = Math.log(start);
  let lower = Number.NEGATIVE_INFINITY;
  let upper = Number.POSITIVE_INFINITY;
  let previous: { x: number; next: number } | undefined;
  const floor = Math.log(leastVariance);
  for (let step = 0; step < mostSteps; step++) {
    const v = Math.exp(x);
    const next = Math.log(Math.max(bestVariance(residualSum(v), n), leastVariance / 4));
    if (Math.abs(next - x) <= tolerance) return Math.exp(next);
    if (next > x) lower = x;
    else upper = x;
    if (x <= floor) break;
    const goal = secant(x, next, previous);
    previous = { x, next };
    x = Math.max(floor, within(goal, next, x, lower, upper));
    if (upper - lower <= tolerance) break;
  }
  const v = Math.exp(x);
  residualSum(v);
  return v;
}

function secant(x: number, next: number, previous: { x: number; next: number } | undefined): number {
  if (previous === undefined) return next;
  const slope = (next - previous.next) / (x - previous.x);
  return slope < 0.99 ? x + (next - x) / (1 - slope) : next;
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
