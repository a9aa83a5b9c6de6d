import { choleskyFactor, choleskySolve } from './cholesky.js';
import { dotProduct } from './squareMatrix.js';

/** The steps to the minimum of a quadratic function, some parameters held; see {@link createNewtonStep}. */
export interface NewtonStep {
  /** The step: what moves the held parameters is read from it, what moves the others is written. */
  readonly move: Float64Array;
  /** Takes the second derivatives, of which the lower triangle is read, times a factor on the diagonal, and the first. */
  readonly prepare: (matrix: Float64Array, slope: Float64Array, diagonal: number) => void;
  /** Writes the step, the parameters with 1 being held; only those that may be. Zeros where there is none. */
  readonly solve: (held: Uint8Array) => void;
}

/**
 * Steps of Newton for a function of which few parameters may be held: the others are eliminated once, so that
 * another choice of what is held costs no more than the few.
 *
 * Parameters without a curvature do not move. Cost: that of a factorization to prepare, and of a product of the number
 * of parameters and that of those that may be held for every step.
 *
 * @internal
 */
export function createNewtonStep(mayBeHeld: Uint8Array): NewtonStep {
  const all = Array.from(mayBeHeld, (_, i) => i);
  const few = all.filter((i) => mayBeHeld[i] === 1);
  const others = all.filter((i) => mayBeHeld[i] === 0);
  const count = others.length;
  const move = new Float64Array(all.length);
  const factor = new Float64Array(count * count);
  /** What the other parameters move by themselves, and by each of the few; for each of the few, how they are coupled. */
  const alone = new Float64Array(count);
  const coupled = few.map(() => new Float64Array(count));
  const moved = few.map(() => new Float64Array(count));
  const rest = new Float64Array(few.length * few.length);
  const restSlope = new Float64Array(few.length);
  const small = new Float64Array(few.length * few.length);
  const right = new Float64Array(few.length);
  let isDefinite = false;
  return { move, prepare, solve };

  function prepare(matrix: Float64Array, slope: Float64Array, diagonal: number): void {
    const size = all.length;
    const at = (i: number, j: number) => matrix[i > j ? i * size + j : j * size + i]!;
    for (let a = 0; a < count; a++) {
      const i = others[a]!;
      const row = i * size;
      const isFlat = !(matrix[row + i]! > 0);
      for (let b = 0; b < a; b++) factor[a * count + b] = isFlat ? 0 : matrix[row + others[b]!]!;
      factor[a * count + a] = isFlat ? 1 : matrix[row + i]! * diagonal;
      alone[a] = isFlat ? 0 : -slope[i]!;
      for (let k = 0; k < few.length; k++) coupled[k]![a] = isFlat ? 0 : at(i, few[k]!);
    }
    // A flat one is not coupled to those after it either.
    for (let a = 0; a < count; a++) {
      const i = others[a]!;
      if (matrix[i * size + i]! > 0) continue;
      for (let b = a + 1; b < count; b++) factor[b * count + a] = 0;
    }
    isDefinite = choleskyFactor(factor, count);
    if (!isDefinite) return;
    choleskySolve(factor, count, alone);
    for (let k = 0; k < few.length; k++) {
      moved[k]!.set(coupled[k]!);
      choleskySolve(factor, count, moved[k]!);
    }
    for (let k = 0; k < few.length; k++) {
      const i = few[k]!;
      restSlope[k] = -slope[i]! - dotProduct(coupled[k]!, alone, count);
      for (let l = 0; l <= k; l++) {
        const own = at(i, few[l]!) * (l === k ? diagonal : 1);
        rest[k * few.length + l] = own - dotProduct(coupled[k]!, moved[l]!, count);
        rest[l * few.length + k] = rest[k * few.length + l]!;
      }
    }
  }

  function solve(held: Uint8Array): void {
    for (let k = 0; k < few.length; k++) {
      const row = k * few.length;
      const isHeld = held[few[k]!] === 1;
      right[k] = isHeld ? move[few[k]!]! : restSlope[k]!;
      for (let l = 0; l < few.length; l++) {
        const isPair = !isHeld && held[few[l]!] !== 1;
        small[row + l] = isPair ? rest[row + l]! : Number(k === l);
        if (!isHeld && !isPair) right[k] = right[k]! - rest[row + l]! * move[few[l]!]!;
      }
    }
    if (!isDefinite || !choleskyFactor(small, few.length)) {
      move.fill(0);
      return;
    }
    choleskySolve(small, few.length, right);
    for (let k = 0; k < few.length; k++) move[few[k]!] = right[k]!;
    for (let a = 0; a < count; a++) {
      let sum = alone[a]!;
      for (let k = 0; k < few.length; k++) sum -= moved[k]![a]! * right[k]!;
      move[others[a]!] = sum;
    }
  }
}
