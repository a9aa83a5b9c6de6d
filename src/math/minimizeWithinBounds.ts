import { createNewtonStep } from './newtonStep.js';

/** What to minimise, within which bounds, and when to stop. */
export interface MinimizeWithinBoundsInput {
  /** The value at x; `Infinity` outside the domain. */
  readonly valueAt: (x: Float64Array) => number;
  /**
   * Writes the derivatives at the x last given to `valueAt`, and a positive definite approximation of the second ones:
   * row-major, of which the lower triangle is enough.
   */
  readonly curvatureThere: (x: Float64Array, matrix: Float64Array, slope: Float64Array) => void;
  /**
   * Writes the derivatives alone. Where this is given, the second ones are asked for at the start only, and kept up to
   * date by the changes of the first; without, they are asked for at every iteration.
   */
  readonly slopeThere?: ((x: Float64Array, slope: Float64Array) => void) | undefined;
  /** Where to start: a point within the bounds at which the value is finite. */
  readonly start: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Stop when a step is expected to gain less than this, or has. */
  readonly tolerance: number;
  /** Default 100. */
  readonly maxIterations?: number | undefined;
  /** Called before every iteration: `true` ends the search there, and what it throws ends it without a result. */
  readonly onIteration?: ((x: Float64Array, value: number) => boolean) | undefined;
}

/** Where the search ended. */
export interface BoundedMinimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
}

/** Added to the diagonal, relative to it, when nothing else is: two parameters may be told apart by rounding alone. */
const ridge = 1e-9;
const mostDamping = 1e9;
/** Where a step leaves the domain, damping beyond this does not keep it inside. */
const mostDampingOutside = 100;
/** And where bounds bend a step, damping beyond this does not straighten it. */
const mostDampingBent = 1000;
const bisections = 10;

/**
 * Minimises a smooth function within bounds, by steps of Newton with an approximate curvature, shortened along its
 * diagonal until they go down (Levenberg, Marquardt). A parameter that a step would move over its bound is held there,
 * and the others move as is best for that; a step out of the domain ends just inside.
 *
 * Source: Nocedal & Wright, Numerical Optimization, 2nd ed., sections 6.1, 10.3 and 16.7.
 *
 * @internal
 */
export function minimizeWithinBounds({
  valueAt,
  curvatureThere,
  slopeThere,
  start,
  lower,
  upper,
  tolerance,
  maxIterations = 100,
  onIteration,
}: MinimizeWithinBoundsInput): BoundedMinimum {
  const size = start.length;
  const matrix = new Float64Array(size * size);
  const held = new Uint8Array(size);
  const isBounded = Uint8Array.from(lower, (bound, i) => Number(bound > -Infinity || upper[i]! < Infinity));
  const step = createNewtonStep(isBounded);
  const { move } = step;
  let slope = new Float64Array(size);
  let lastSlope = new Float64Array(size);
  let x = start.slice();
  let next = new Float64Array(size);
  let value = valueAt(x);
  let damping = 0;
  let isBent = false;
  let iterations = 0;
  for (; iterations < maxIterations; iterations++) {
    if (onIteration?.(x, value)) return { x, value, iterations };
    if (slopeThere === undefined || iterations === 0) curvatureThere(x, matrix, slope);
    else {
      [slope, lastSlope] = [lastSlope, slope];
      slopeThere(x, slope);
      // The point before is in `next`.
      updateCurvature(matrix, differences(x, next, move), differences(slope, lastSlope, lastSlope), next);
    }
    const before = value;
    for (;;) {
      step.prepare(matrix, slope, 1 + ridge + damping);
      const gain = solve();
      if (!(gain > tolerance)) {
        // The bounds may have bent the step so much that it gains nothing: a shorter one may.
        if (!isBent || damping > mostDampingBent) return { x, value, iterations };
        damping = Math.max(10 * damping, 1);
        continue;
      }
      let candidate = along(1);
      let expected = gain;
      const isOutside = candidate === Number.POSITIVE_INFINITY;
      if (isOutside) ({ candidate, expected } = inside(gain));
      const ratio = (value - candidate) / expected;
      if (ratio > 1e-3) {
        [x, next] = [next, x];
        value = candidate;
        // The curvature along the step was 2 - ratio times what it was thought to be.
        if (ratio < 0.5) damping = Math.max(damping, 1 - ratio);
        else if (ratio > 0.9) damping = damping > 1e-3 ? damping / 10 : 0;
        break;
      }
      if (isOutside && damping >= mostDampingOutside) return { x, value, iterations };
      damping = Math.max(10 * damping, 1);
      if (damping > mostDamping) return { x, value, iterations };
    }
    if (before - value < tolerance) return { x, value, iterations: iterations + 1 };
  }
  return { x, value, iterations };

  function along(share: number): number {
    for (let i = 0; i < size; i++) {
      next[i] = Math.min(upper[i]!, Math.max(lower[i]!, x[i]! + share * move[i]!));
    }
    return valueAt(next);
  }

  /**
   * Where a step leaves the domain: the better of as much of it as bisection finds inside, and steps with one of the
   * bounded parameters held.
   */
  function inside(gain: number): { readonly candidate: number; readonly expected: number } {
    let share = 0;
    for (let i = 0, width = 0.5; i < bisections; i++, width /= 2) {
      if (along(share + width) < Number.POSITIVE_INFINITY) share += width;
    }
    let expected = gain * share * (2 - share);
    let best = -1;
    for (let i = 0; i < size; i++) {
      if (isBounded[i] === 0) continue;
      const gainWithout = solve(i);
      if (gainWithout > expected && along(1) < Number.POSITIVE_INFINITY) {
        expected = gainWithout;
        best = i;
      }
    }
    solve(best);
    return { candidate: along(best === -1 ? share : 1), expected };
  }

  /** Writes the step within the bounds, and returns by how much it is expected to lessen the value; one may be held. */
  function solve(without = -1): number {
    for (let i = 0; i < size; i++) {
      const outward = slope[i]! > 0 ? x[i]! <= lower[i]! : x[i]! >= upper[i]!;
      held[i] = i === without || outward || !(matrix[i * size + i]! > 0) ? 1 : 0;
      move[i] = 0;
    }
    isBent = false;
    for (let round = 0; round <= size; round++) {
      step.solve(held);
      let isInside = true;
      for (let i = 0; i < size; i++) {
        if (held[i] === 1) continue;
        const to = x[i]! + move[i]!;
        if (to >= lower[i]! && to <= upper[i]!) continue;
        held[i] = 1;
        move[i] = (to < lower[i]! ? lower[i]! : upper[i]!) - x[i]!;
        isInside = false;
        isBent = true;
      }
      if (isInside) break;
    }
    let gain = 0;
    for (let i = 0; i < size; i++) {
      let half = 0;
      for (let j = 0; j < i; j++) half += matrix[i * size + j]! * move[j]!;
      gain -= move[i]! * (slope[i]! + half + (matrix[i * size + i]! * move[i]!) / 2);
    }
    return gain;
  }
}

function differences(a: Float64Array, b: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < a.length; i++) out[i] = a[i]! - b[i]!;
  return out;
}

/** The update of Broyden, Fletcher, Goldfarb and Shanno, below the diagonal; left out where it would not stay definite. */
function updateCurvature(
  matrix: Float64Array,
  move: Float64Array,
  change: Float64Array,
  product: Float64Array,
): void {
  const size = move.length;
  let along = 0;
  let moves = 0;
  let changes = 0;
  let bent = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[j <= i ? i * size + j : j * size + i]! * move[j]!;
    product[i] = sum;
    bent += sum * move[i]!;
    along += change[i]! * move[i]!;
    moves += move[i]! ** 2;
    changes += change[i]! ** 2;
  }
  if (!(along > 1e-10 * Math.sqrt(moves * changes) && bent > 0)) return;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const at = i * size + j;
      matrix[at] = matrix[at]! + (change[i]! * change[j]!) / along - (product[i]! * product[j]!) / bent;
    }
  }
}
