import { choleskyFactor, choleskyInverse, choleskySolve, minimizeBfgs } from '../../math/index.js';
import type { GarchObjective } from './GarchObjective.js';
import { garchStarts } from './garchStarts.js';
import type { GarchConvergence } from './garchState.js';

/** Where a likelihood is highest. */
export interface GarchMaximum {
  readonly x: Float64Array;
  /** Minus the log-likelihood there. */
  readonly value: number;
  /** The coordinates that are on no edge. */
  readonly free: readonly number[];
  readonly convergence: GarchConvergence;
}

/**
 * The highest of the maxima that several starts lead to, with coordinates that have run next to an edge on it where
 * nothing is lost, good to nearly all digits.
 *
 * Edges being mirrors, a search may come to rest on one that is a saddle; from there it starts again inside.
 *
 * @internal
 */
export function garchMaximum(
  objective: GarchObjective,
  mu: number,
  signal: AbortSignal | undefined,
): GarchMaximum {
  const climbFrom = (start: Float64Array) => climb(objective, start, signal);
  const tops = garchStarts(objective, mu).map(climbFrom);
  let best = onEdges(objective, polished(objective, tops.reduce(higher)));
  for (let round = 0; round < mostEscapes; round++) {
    const inside = insideOf(objective, best);
    if (inside === undefined) break;
    best = higher(best, onEdges(objective, polished(objective, climbFrom(inside))));
  }
  return best;
}

const mostEscapes = 3;
/** What Newton's method makes good. */
const decrementTolerance = 1e-6;

function higher(first: GarchMaximum, second: GarchMaximum): GarchMaximum {
  return second.value < first.value ? second : first;
}

function climb(
  objective: GarchObjective,
  start: Float64Array,
  signal: AbortSignal | undefined,
): GarchMaximum {
  const size = start.length;
  const information = objective.outerProduct(start);
  const { x, value, reason } = minimizeBfgs({
    objective: (at, gradient) => objective.evaluate(at, gradient),
    start,
    inverseHessian: choleskyFactor(information, size) ? choleskyInverse(information, size) : undefined,
    decrementTolerance,
    onIteration: () => signal?.throwIfAborted(),
  });
  return { x, value, free: Array.from(x.keys()), convergence: reason };
}

/** What may be lost by going to an edge: less than shows in a likelihood. */
const negligible = 1e-7;

function onEdges(objective: GarchObjective, found: GarchMaximum): GarchMaximum {
  let best = found;
  const gradient = new Float64Array(found.x.length);
  for (let i = 0; i < found.x.length; i++) {
    const edge = objective.parametrization.edgeNear(best.x, i);
    if (edge === undefined) continue;
    const x = best.x.slice();
    x[i] = edge;
    const value = objective.evaluate(x, gradient);
    if (!(value <= best.value + negligible)) continue;
    const free = best.free.filter((coordinate) => coordinate !== i);
    best = polished(objective, { ...best, x, value, free });
  }
  return best;
}

/** How far inside an edge a way up is looked for, in its angle or root. */
const inward = 0.05;

/** The highest point just inside the edges that is higher than a maximum on them, if any. */
function insideOf(objective: GarchObjective, found: GarchMaximum): Float64Array | undefined {
  const { parametrization } = objective;
  const gradient = new Float64Array(found.x.length);
  let best: Float64Array | undefined;
  let least = found.value - negligible;
  for (let i = 0; i < found.x.length; i++) {
    if (found.free.includes(i)) continue;
    for (const variant of parametrization.variantsOf(found.x, i)) {
      variant[i] = variant[i]! + inward;
      const value = objective.evaluate(variant, gradient);
      if (!(value < least)) continue;
      best = variant;
      least = value;
    }
  }
  return best;
}

const newtonSteps = 5;

/** Steps of Newton in the free coordinates, as long as they go down. */
function polished(objective: GarchObjective, found: GarchMaximum): GarchMaximum {
  let best = found;
  const { free } = found;
  const gradient = new Float64Array(found.x.length);
  for (let round = 0; round < newtonSteps; round++) {
    objective.evaluate(best.x, gradient);
    const move = Float64Array.from(free, (coordinate) => gradient[coordinate]!);
    const hessian = objective.hessian(best.x, free);
    if (!choleskyFactor(hessian, free.length)) return best;
    choleskySolve(hessian, free.length, move);
    const x = best.x.slice();
    let decrement = 0;
    free.forEach((coordinate, i) => {
      x[coordinate] = x[coordinate]! - move[i]!;
      decrement += move[i]! * gradient[coordinate]!;
    });
    const value = objective.evaluate(x, gradient);
    // At the end rounding decides, which may go up by a few of the last bits.
    if (!(value <= best.value + 1e-13 * (1 + Math.abs(best.value)))) return best;
    best = { x, value, free, convergence: 'gradient' };
    // What is left is of the order of its square.
    if (decrement < 1e-10) break;
  }
  return best;
}
