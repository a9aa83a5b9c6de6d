import { dotProduct, multiplySquareVector } from './squareMatrix.js';

/** What to minimise, and when to stop. */
export interface MinimizeBfgsInput {
  /** Gives the value at x and writes the derivatives into `gradient`; `Infinity` outside the domain. */
  readonly objective: (x: Float64Array, gradient: Float64Array) => number;
  /**
   * Writes the derivatives at the x last given to `objective`, which then need not write them: for objectives whose
   * value costs less alone, as a step refused needs no derivatives.
   */
  readonly gradientThere?: ((gradient: Float64Array) => void) | undefined;
  /** Where to start: a point at which the objective is finite. */
  readonly start: Float64Array;
  /** A guess at the inverse Hessian, row-major. Default: the identity. */
  readonly inverseHessian?: Float64Array | undefined;
  /** Stop when the quadratic model promises less than half of this. Default 1e-10. */
  readonly decrementTolerance?: number | undefined;
  /** Stop when `stallIterations` iterations gained less than this. Default 1e-9. */
  readonly stallGain?: number | undefined;
  /** Default 6. */
  readonly stallIterations?: number | undefined;
  /** Default 200. */
  readonly maxIterations?: number | undefined;
  /** Called before every iteration; what it throws ends the search. */
  readonly onIteration?: ((iteration: number) => void) | undefined;
}

/** Where the search ended. */
export interface MinimizeBfgsResult {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** The last approximation of the inverse Hessian, row-major. */
  readonly inverseHessian: Float64Array;
  readonly iterations: number;
  readonly evaluations: number;
  /** Why it ended: the gradient vanished, progress did, no step went down, or the iterations ran out. */
  readonly reason: 'gradient' | 'stalled' | 'no-descent' | 'iteration-limit';
}

/** No coordinate moves further than this in one iteration. */
const longestMove = 1.5;

/**
 * Minimises a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno, with a backtracking
 * line search under the condition of Armijo and quadratic interpolation.
 *
 * Source: Nocedal & Wright, Numerical Optimization, 2nd ed., sections 3.5 and 6.1.
 *
 * @internal
 */
export function minimizeBfgs(input: MinimizeBfgsInput): MinimizeBfgsResult {
  const {
    objective,
    gradientThere,
    start,
    decrementTolerance = 1e-10,
    stallGain = 1e-9,
    stallIterations = 6,
  } = input;
  const { maxIterations = 200, onIteration } = input;
  const size = start.length;
  const inverseHessian = input.inverseHessian?.slice() ?? identity(size);
  let x = start.slice();
  let gradient = new Float64Array(size);
  let nextX = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  const direction = new Float64Array(size);
  const change = new Float64Array(size);
  const product = new Float64Array(size);
  let value = objective(x, gradient);
  if (value < Number.POSITIVE_INFINITY) gradientThere?.(gradient);
  let evaluations = 1;
  const recent: number[] = [];
  let iterations = 0;
  for (; ; iterations++) {
    multiplySquareVector(direction, inverseHessian, gradient, size);
    let decrement = dotProduct(direction, gradient, size);
    if (decrement < 0) {
      inverseHessian.set(identity(size));
      direction.set(gradient);
      decrement = dotProduct(gradient, gradient, size);
    }
    if (decrement < decrementTolerance) return finish('gradient');
    recent.push(value);
    if (recent.length > stallIterations && recent.shift()! - value < stallGain) return finish('stalled');
    if (iterations === maxIterations) return finish('iteration-limit');
    onIteration?.(iterations);
    const nextValue = lineSearch(decrement);
    if (nextValue === undefined) return finish('no-descent');
    for (let i = 0; i < size; i++) {
      direction[i] = nextX[i]! - x[i]!;
      change[i] = nextGradient[i]! - gradient[i]!;
    }
    updateInverseHessian(inverseHessian, direction, change, product);
    [x, nextX] = [nextX, x];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }

  function lineSearch(decrement: number): number | undefined {
    const longest = direction.reduce((max, move) => Math.max(max, Math.abs(move)), 0);
    let step = Math.min(1, longestMove / longest);
    for (let attempt = 0; attempt < 30; attempt++) {
      for (let i = 0; i < size; i++) nextX[i] = x[i]! - step * direction[i]!;
      const candidate = objective(nextX, nextGradient);
      evaluations++;
      if (candidate <= value - 1e-4 * step * decrement) {
        gradientThere?.(nextGradient);
        return candidate;
      }
      const interpolated = (step * step * decrement) / (2 * (candidate - value + step * decrement));
      step = Math.min(0.5 * step, Math.max(0.1 * step, interpolated || 0));
    }
    return undefined;
  }

  function finish(reason: MinimizeBfgsResult['reason']): MinimizeBfgsResult {
    return { x, value, gradient, inverseHessian, iterations, evaluations, reason };
  }
}

function updateInverseHessian(
  inverseHessian: Float64Array,
  move: Float64Array,
  change: Float64Array,
  product: Float64Array,
): void {
  const size = move.length;
  const curvature = dotProduct(move, change, size);
  if (!(curvature > 1e-12 * Math.sqrt(dotProduct(move, move, size) * dotProduct(change, change, size))))
    return;
  multiplySquareVector(product, inverseHessian, change, size);
  const scale = (1 + dotProduct(change, product, size) / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      inverseHessian[at] =
        inverseHessian[at]! +
        scale * move[i]! * move[j]! -
        (product[i]! * move[j]! + move[i]! * product[j]!) / curvature;
    }
  }
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}
