import { describe, expect, it } from 'vitest';
import { createRandomStream, solveLasso } from '../../src/math/index.js';

/** A'A for a random matrix of `rows` rows, and a right-hand side. */
function problem(size: number, rows: number, seed: number) {
  const random = createRandomStream(seed);
  const A = Array.from({ length: rows }, () => Array.from({ length: size }, () => random.normal()));
  const H = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) H[i * size + j] = A.reduce((sum, row) => sum + row[i]! * row[j]!, 0);
  }
  return { H, g: Float64Array.from({ length: size }, () => 10 * random.normal()) };
}

/** The largest violation of the conditions of the minimum, as a share of c. */
function violation(H: Float64Array, g: Float64Array, c: number, x: Float64Array): number {
  const size = g.length;
  let worst = 0;
  for (let i = 0; i < size; i++) {
    let slope = g[i]!;
    for (let j = 0; j < size; j++) slope -= H[i * size + j]! * x[j]!;
    worst = Math.max(worst, x[i] === 0 ? Math.abs(slope) - c : Math.abs(slope - c * Math.sign(x[i]!)));
  }
  return worst / c;
}

describe('solveLasso', () => {
  it('thresholds softly where the matrix is diagonal', () => {
    const H = Float64Array.of(2, 0, 0, 0, 4, 0, 0, 0, 1);
    const x = new Float64Array(3);
    expect(solveLasso(H, Float64Array.of(5, -9, 0.5), 1, x)).toBe(true);
    expect([...x]).toEqual([expect.closeTo(2, 14), -2, 0]);
  });

  it.each([
    [5, 8, 1],
    [25, 40, 2],
    [60, 90, 3],
  ])('fulfils the conditions of the minimum: %d coefficients', (size, rows, seed) => {
    const { H, g } = problem(size, rows, seed);
    for (const c of [0.01, 1, 10, 40]) {
      const x = new Float64Array(size);
      expect(solveLasso(H, g, c, x)).toBe(true);
      expect(violation(H, g, c, x)).toBeLessThan(1e-9);
    }
  });

  it('finds the same from anywhere', () => {
    const { H, g } = problem(20, 30, 4);
    const cold = new Float64Array(20);
    solveLasso(H, g, 3, cold);
    const random = createRandomStream(5);
    const warm = Float64Array.from(cold, () => random.normal());
    expect(solveLasso(H, g, 3, warm)).toBe(true);
    warm.forEach((value, i) => {
      expect(value).toBeCloseTo(cold[i]!, 9);
    });
  });

  it('leaves columns that depend on others at zero, and ends', () => {
    const { H, g } = problem(12, 5, 6);
    const x = new Float64Array(12);
    expect(solveLasso(H, g, 1e-6, x)).toBe(true);
    expect(x.every(Number.isFinite)).toBe(true);
    const twin = new Float64Array(2);
    expect(solveLasso(Float64Array.of(1, 1, 1, 1), Float64Array.of(3, 3), 1, twin)).toBe(true);
    expect(twin[0]! + twin[1]!).toBe(2);
  });

  it('takes no coefficients at all', () => {
    expect(solveLasso(new Float64Array(0), new Float64Array(0), 1, new Float64Array(0))).toBe(true);
  });
});
