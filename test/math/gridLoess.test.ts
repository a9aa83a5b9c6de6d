import { describe, expect, it } from 'vitest';
import { createGridLoess, fitOnGrid, leastSquares, smoothOnGrid } from '../../src/math/index.js';

const noise = (length: number) => Float64Array.from({ length }, (_, t) => Math.sin(t * t) + t / 10);
const someWeights = (length: number) => Float64Array.from({ length }, (_, t) => Math.cos(t * t * t) ** 2);

/** The definition: tricube weights on the distance of the farthest point of the window, by direct least squares. */
function directFit(
  values: Float64Array,
  weights: Float64Array,
  { window, degree, at, left }: { window: number; degree: 0 | 1; at: number; left: number },
): number {
  const points = Array.from({ length: Math.min(window, values.length) }, (_, i) => left + i);
  const farthest = Math.max(...points.map((point) => Math.abs(point - at)));
  const bandwidth = farthest + Math.max(0, Math.floor((window - values.length) / 2));
  const tricube = (ratio: number) => (ratio <= 0.001 ? 1 : ratio > 0.999 ? 0 : (1 - ratio ** 3) ** 3);
  const roots = points.map((point) => Math.sqrt(tricube(Math.abs(point - at) / bandwidth) * weights[point]!));
  const columns = [roots, roots.map((root, i) => root * (points[i]! - at))].slice(0, degree + 1);
  const response = roots.map((root, i) => root * values[points[i]!]!);
  return leastSquares(
    columns.map((column) => Float64Array.from(column)),
    Float64Array.from(response),
  ).coefficients[0]!;
}

const shapes = [
  { length: 50, window: 7 },
  { length: 50, window: 25 },
  { length: 50, window: 49 },
  { length: 51, window: 51 },
  { length: 50, window: 51 },
  { length: 50, window: 301 },
  { length: 10, window: 5 },
].flatMap((shape) => [0, 1].map((degree) => ({ ...shape, degree: degree as 0 | 1 })));

describe('smoothOnGrid', () => {
  describe.each(shapes)(
    'on $length points with window $window and degree $degree',
    ({ length, window, degree }) => {
      const values = noise(length);
      const loess = createGridLoess(length, { window, degree, jump: 1 });

      it.each([undefined, someWeights(length)])(
        'is weighted least squares at every point (%#)',
        (weights) => {
          const result = new Float64Array(length);
          smoothOnGrid(loess, values, weights, result);
          for (let at = 0; at < length; at++) {
            const left = Math.max(0, Math.min(at - (window - 1) / 2, length - window));
            const direct = directFit(values, weights ?? new Float64Array(length).fill(1), {
              window,
              degree,
              at,
              left,
            });
            expect(result[at]).toBeCloseTo(direct, 11);
          }
        },
      );

      it('keeps a constant, and with degree 1 a line, whatever the weights', () => {
        const line = Float64Array.from({ length }, (_, t) => 3 - degree * t);
        const result = new Float64Array(length);
        smoothOnGrid(loess, line, someWeights(length), result);
        for (const [t, value] of line.entries()) expect(result[t]).toBeCloseTo(value, 11);
      });
    },
  );

  it('interpolates between every so many points and the last', () => {
    const values = noise(30);
    const all = new Float64Array(30);
    smoothOnGrid(createGridLoess(30, { window: 9, degree: 1, jump: 1 }), values, undefined, all);
    const some = new Float64Array(30);
    smoothOnGrid(createGridLoess(30, { window: 9, degree: 1, jump: 4 }), values, undefined, some);
    for (const at of [0, 4, 8, 12, 16, 20, 24, 28, 29]) expect(some[at]).toBe(all[at]);
    expect(some[13]).toBeCloseTo(0.75 * all[12]! + 0.25 * all[16]!, 14);
    expect(some[18]).toBeCloseTo(0.5 * all[16]! + 0.5 * all[20]!, 14);
  });

  it('evaluates the first and the last point alone when the jump exceeds the series', () => {
    const values = noise(12);
    const result = new Float64Array(12);
    smoothOnGrid(createGridLoess(12, { window: 31, degree: 0, jump: 99 }), values, undefined, result);
    const step = (result[11]! - result[0]!) / 11;
    for (let at = 1; at < 12; at++) expect(result[at]).toBeCloseTo(result[0]! + step * at, 14);
  });

  it.each([0, 1] as const)('with degree %s leaves a point as it is where no weight is near', (degree) => {
    const values = noise(30);
    const weights = Float64Array.from(values, (_, t) => (t < 8 || t > 22 ? 1 : 0));
    const result = new Float64Array(30);
    smoothOnGrid(createGridLoess(30, { window: 7, degree, jump: 1 }), values, weights, result);
    expect([...result.subarray(10, 21)]).toEqual([...values.subarray(10, 21)]);
    expect(result[7]).not.toBe(values[7]);
  });

  it('does not lose digits to weights that are all on one side', () => {
    const values = Float64Array.from({ length: 1200 }, (_, t) => Math.sin(t));
    const weights = Float64Array.from(values, (_, t) => (t === 896 || t === 900 ? 1 : 0));
    const result = new Float64Array(1200);
    smoothOnGrid(createGridLoess(1200, { window: 601, degree: 1, jump: 1 }), values, weights, result);
    // Two points have one line through them, whatever their weights.
    const through = (at: number) => values[896]! + ((values[900]! - values[896]!) * (at - 896)) / 4;
    for (let at = 610; at < 620; at++) expect(Math.abs(result[at]! / through(at) - 1)).toBeLessThan(2e-13);
  });

  it('takes a local constant for a line where the window is a thousandth of the range', () => {
    const values = noise(4000);
    const weights = someWeights(4000);
    const [constant, line] = [new Float64Array(4000), new Float64Array(4000)];
    smoothOnGrid(createGridLoess(4000, { window: 9, degree: 0, jump: 1 }), values, weights, constant);
    smoothOnGrid(createGridLoess(4000, { window: 9, degree: 1, jump: 1 }), values, weights, line);
    expect(line[2000]).toBeCloseTo(constant[2000]!, 12);
    expect(line[0]).toBe(constant[0]);
  });

  it('gives the same whatever it smoothed before', () => {
    const values = noise(70);
    const settings = { window: 41, degree: 1, jump: 3 } as const;
    const [first, second] = [new Float64Array(70), new Float64Array(70)];
    const loess = createGridLoess(70, settings);
    smoothOnGrid(loess, values, someWeights(70), first);
    smoothOnGrid(loess, noise(70).reverse(), undefined, second);
    smoothOnGrid(loess, values, someWeights(70), second);
    expect(second).toEqual(first);
  });
});

describe('fitOnGrid', () => {
  it.each([
    { at: -1, left: 0 },
    { at: 40, left: 29 },
  ])('extrapolates to $at', ({ at, left }) => {
    const values = noise(40);
    const weights = someWeights(40);
    const loess = createGridLoess(40, { window: 11, degree: 1, jump: 1 });
    const direct = directFit(values, weights, { window: 11, degree: 1, at, left });
    expect(fitOnGrid(loess, values, weights, { at, left, fallback: 0 })).toBeCloseTo(direct, 12);
  });

  it('gives no weight to the outermost thousandth of a window', () => {
    const loess = createGridLoess(5000, { window: 2401, degree: 0, jump: 1 });
    const only = (point: number) => Float64Array.from({ length: 5000 }, (_, t) => (t === point ? 1 : 0));
    const window = { at: 2000, left: 800, fallback: 7 };
    expect(fitOnGrid(loess, only(801), only(801), window)).toBe(7);
    expect(fitOnGrid(loess, only(802), only(802), window)).toBe(1);
  });

  it('falls back where no point has weight', () => {
    const loess = createGridLoess(40, { window: 11, degree: 1, jump: 1 });
    const none = new Float64Array(40);
    expect(fitOnGrid(loess, noise(40), none, { at: -1, left: 0, fallback: 7 })).toBe(7);
  });
});
