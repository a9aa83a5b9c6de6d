import { describe, expect, it } from 'vitest';
import { createNewtonStep } from '../../src/math/newtonStep.js';

/** The quadratic function of the example: gradient g, second derivatives A (its lower triangle is given). */
const matrix = Float64Array.of(4, 0, 0, 0, 1, 5, 0, 0, -1, 2, 6, 0, 0.5, -1, 1, 3);
const slope = Float64Array.of(1, -2, 3, -4);
const size = 4;
const entry = (i: number, j: number) => matrix[Math.max(i, j) * size + Math.min(i, j)]!;

/** The gradient after a step, the diagonal being larger by a factor. */
const slopeAfter = (move: Float64Array, diagonal: number) =>
  Array.from(slope, (first, i) =>
    move.reduce((sum, moved, j) => sum + entry(i, j) * (i === j ? diagonal : 1) * moved, first),
  );

describe('createNewtonStep', () => {
  it.each([
    { mayBeHeld: [1, 0, 1, 0], held: [0, 0, 0, 0] },
    { mayBeHeld: [1, 0, 1, 0], held: [1, 0, 0, 0] },
    { mayBeHeld: [1, 0, 1, 0], held: [1, 0, 1, 0] },
    { mayBeHeld: [0, 0, 0, 0], held: [0, 0, 0, 0] },
    { mayBeHeld: [1, 1, 1, 1], held: [0, 1, 0, 0] },
  ])('takes the slope of what is not held to 0: %j', ({ mayBeHeld, held }) => {
    const step = createNewtonStep(Uint8Array.from(mayBeHeld));
    for (const diagonal of [1, 1.5]) {
      step.prepare(matrix, slope, diagonal);
      step.move.fill(0.25);
      step.solve(Uint8Array.from(held));
      slopeAfter(step.move, diagonal).forEach((after, i) => {
        if (held[i] === 1) expect(step.move[i]).toBe(0.25);
        // Sizes are near 1, so this is rounding.
        else expect(Math.abs(after)).toBeLessThan(1e-12);
      });
    }
  });

  it('leaves a parameter without a curvature where it is', () => {
    const flat = matrix.slice();
    for (let j = 0; j < size; j++) flat[Math.max(1, j) * size + Math.min(1, j)] = j === 1 ? 0 : 0.7;
    const step = createNewtonStep(Uint8Array.of(1, 0, 0, 0));
    step.prepare(flat, slope, 1);
    step.solve(new Uint8Array(size));
    expect(step.move[1]).toBe(0);
    const others = [0, 2, 3];
    for (const i of others) {
      const after = others.reduce((sum, j) => sum + entry(i, j) * step.move[j]!, slope[i]!);
      expect(Math.abs(after)).toBeLessThan(1e-12);
    }
  });

  it('does not move where the matrix is not definite', () => {
    const step = createNewtonStep(Uint8Array.of(0, 0));
    step.prepare(Float64Array.of(1, 0, 2, 1), Float64Array.of(1, 1), 1);
    step.solve(new Uint8Array(2));
    expect([...step.move]).toEqual([0, 0]);
  });
});
