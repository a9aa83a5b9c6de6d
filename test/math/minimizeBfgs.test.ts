import { describe, expect, it } from 'vitest';
import { minimizeBfgs } from '../../src/math/index.js';

/** Rosenbrock's valley, with its lowest point at (1, 1). */
const rosenbrock = ([a, b]: Float64Array, gradient: Float64Array) => {
  gradient[0] = -400 * a! * (b! - a! * a!) - 2 * (1 - a!);
  gradient[1] = 200 * (b! - a! * a!);
  return 100 * (b! - a! * a!) ** 2 + (1 - a!) ** 2;
};

describe('minimizeBfgs', () => {
  it('follows a curved valley to its lowest point', () => {
    const start = Float64Array.of(-1.2, 1);
    const { x, value, reason } = minimizeBfgs({ objective: rosenbrock, start, decrementTolerance: 1e-18 });
    expect(reason).toBe('gradient');
    expect([...x]).toEqual([expect.closeTo(1, 8), expect.closeTo(1, 8)]);
    expect(value).toBeLessThan(1e-16);
    expect([...start]).toEqual([-1.2, 1]);
  });

  it('needs one step on a parabola whose inverse Hessian it is told', () => {
    const objective = ([a, b]: Float64Array, gradient: Float64Array) => {
      gradient[0] = 20 * a!;
      gradient[1] = 2 * (b! - 0.5);
      return 10 * a! * a! + (b! - 0.5) ** 2;
    };
    const inverseHessian = Float64Array.of(0.05, 0, 0, 0.5);
    const found = minimizeBfgs({ objective, start: Float64Array.of(1, 0), inverseHessian });
    expect(found).toMatchObject({ iterations: 1, evaluations: 2, reason: 'gradient' });
    expect([...inverseHessian]).toEqual([0.05, 0, 0, 0.5]);
  });

  it('stays where the objective is finite', () => {
    const objective = ([a]: Float64Array, gradient: Float64Array) => {
      gradient[0] = 1 - 1 / a!;
      return a! > 0 ? a! - Math.log(a!) : Number.POSITIVE_INFINITY;
    };
    const { x } = minimizeBfgs({ objective, start: Float64Array.of(0.01) });
    expect(x[0]).toBeCloseTo(1, 4);
  });

  it('has nothing to do without variables', () => {
    const found = minimizeBfgs({ objective: () => 7, start: new Float64Array(0) });
    expect(found).toMatchObject({ value: 7, iterations: 0, reason: 'gradient' });
  });

  it('gives up when progress has all but ended', () => {
    const objective = ([a]: Float64Array, gradient: Float64Array) => {
      gradient[0] = -Math.exp(-a!);
      return Math.exp(-a!);
    };
    const found = minimizeBfgs({
      objective,
      start: Float64Array.of(0),
      decrementTolerance: 0,
      stallGain: 1e-3,
    });
    expect(found.reason).toBe('stalled');
  });

  it('says when the iterations ran out, and when no step goes down', () => {
    const start = Float64Array.of(-1.2, 1);
    expect(minimizeBfgs({ objective: rosenbrock, start, maxIterations: 3 })).toMatchObject({
      iterations: 3,
      reason: 'iteration-limit',
    });
    const wrongSlope = ([a]: Float64Array, gradient: Float64Array) => {
      gradient[0] = -1;
      return a!;
    };
    expect(minimizeBfgs({ objective: wrongSlope, start: Float64Array.of(0) }).reason).toBe('no-descent');
  });

  it('starts afresh where the inverse Hessian points uphill', () => {
    const found = minimizeBfgs({
      objective: rosenbrock,
      start: Float64Array.of(0.5, 0.5),
      inverseHessian: Float64Array.of(-1, 0, 0, -1),
      decrementTolerance: 1e-16,
    });
    expect([...found.x]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });

  it('asks before every iteration whether to go on', () => {
    const stop = new Error('enough');
    const onIteration = (iteration: number) => {
      if (iteration === 2) throw stop;
    };
    expect(() =>
      minimizeBfgs({ objective: rosenbrock, start: Float64Array.of(-1.2, 1), onIteration }),
    ).toThrow(stop);
  });
});
