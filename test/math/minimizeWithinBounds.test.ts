import { describe, expect, it } from 'vitest';
import { minimizeWithinBounds } from '../../src/math/index.js';

/** The valley of Rosenbrock as a sum of squares, its bottom at (1, 1). */
const rosenbrock = {
  valueAt: ([x, y]: Float64Array) => 50 * (y! - x! * x!) ** 2 + (1 - x!) ** 2 / 2,
  curvatureThere: ([x, y]: Float64Array, matrix: Float64Array, slope: Float64Array) => {
    matrix.set([400 * x! * x! + 1, 0, -200 * x!, 100]);
    slope.set([-200 * x! * (y! - x! * x!) - (1 - x!), 100 * (y! - x! * x!)]);
  },
};
const slopeThere = (x: Float64Array, slope: Float64Array) =>
  rosenbrock.curvatureThere(x, new Float64Array(4), slope);
const open = { lower: Float64Array.of(-9, -9), upper: Float64Array.of(9, 9) };
const start = Float64Array.of(-1.2, 1);

describe('minimizeWithinBounds', () => {
  it.each([
    ['with a curvature at every point', undefined],
    ['with one that follows the slopes', slopeThere],
  ])('finds the bottom of a valley, %s', (_, slopes) => {
    const { x, value } = minimizeWithinBounds({
      ...rosenbrock,
      ...open,
      slopeThere: slopes,
      start,
      tolerance: 1e-14,
    });
    expect(value).toBeLessThan(1e-12);
    expect(Math.abs(x[0]! - 1) + Math.abs(x[1]! - 1)).toBeLessThan(1e-4);
    expect(start).toEqual(Float64Array.of(-1.2, 1));
  });

  it('ends on a bound, the others where they are best for that', () => {
    const upper = Float64Array.of(0.5, 9);
    const { x } = minimizeWithinBounds({ ...rosenbrock, ...open, upper, start, tolerance: 1e-14 });
    expect(x[0]).toBe(0.5);
    expect(x[1]).toBeCloseTo(0.25, 6);
    const corner = minimizeWithinBounds({
      ...rosenbrock,
      ...open,
      upper: Float64Array.of(0.5, 0.1),
      start: Float64Array.of(-1.2, 0),
      tolerance: 1e-14,
    });
    // On y = 0.1 the bottom of the cubic that is left: 200 x (x² - 0.1) = 1 - x.
    expect(corner.x[1]).toBe(0.1);
    expect(200 * corner.x[0]! * (corner.x[0]! ** 2 - 0.1)).toBeCloseTo(1 - corner.x[0]!, 4);
  });

  it('stays in the domain, and goes along its edge', () => {
    // Nothing beyond x + y = 1: on that line the bowl is lowest at (1.25, -0.25).
    const { x } = minimizeWithinBounds({
      valueAt: ([a, b]) =>
        a! + b! > 1 ? Number.POSITIVE_INFINITY : ((a! - 2) ** 2 + 4 * (b! - 0.5) ** 2) / 2,
      curvatureThere: ([a, b], matrix, slope) => {
        matrix.set([1, 0, 0, 4]);
        slope.set([a! - 2, 4 * (b! - 0.5)]);
      },
      ...open,
      start: Float64Array.of(0, 0),
      tolerance: 1e-12,
    });
    expect(x[0]! + x[1]!).toBeLessThanOrEqual(1);
    expect(x[0]! + x[1]!).toBeGreaterThan(0.99);
  });

  it('stops at the limit of iterations, and when it is told to', () => {
    const search = { ...rosenbrock, ...open, start, tolerance: 0 };
    expect(minimizeWithinBounds({ ...search, maxIterations: 2 }).iterations).toBe(2);
    const reason = new Error('enough');
    const onIteration = () => {
      throw reason;
    };
    expect(() => minimizeWithinBounds({ ...search, onIteration })).toThrow(reason);
    const seen: number[] = [];
    const ended = minimizeWithinBounds({
      ...search,
      maxIterations: 100,
      onIteration: (_, value) => seen.push(value) === 2,
    });
    expect(ended.iterations).toBe(1);
    expect(ended.value).toBe(seen[1]);
  });

  it('leaves alone what the value does not depend on', () => {
    const { x } = minimizeWithinBounds({
      valueAt: ([a]) => (a! - 3) ** 2 / 2,
      curvatureThere: ([a], matrix, slope) => {
        matrix.set([1, 0, 0, 0]);
        slope.set([a! - 3, 0]);
      },
      ...open,
      start: Float64Array.of(0, 0.7),
      tolerance: 1e-12,
    });
    expect([...x]).toEqual([expect.closeTo(3, 6), 0.7]);
  });
});
