import { describe, expect, it } from 'vitest';
import { armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { createAutoregressiveLikelihood } from '../../../src/models/arima/autoregressiveLikelihood.js';
import { createExactLikelihood, type ExactLikelihood } from '../../../src/models/arima/exactLikelihood.js';
import {
  cholesky,
  covarianceMatrix,
  gaussian,
  numericalGradient,
  sumOfProducts,
  whiten,
} from './bruteForce.js';

const shapes = [
  { p: 0, q: 0, n: 6, k: 0 },
  { p: 0, q: 0, n: 6, k: 1 },
  { p: 1, q: 0, n: 8, k: 1 },
  { p: 2, q: 0, n: 50, k: 0 },
  { p: 5, q: 0, n: 11, k: 2 },
  { p: 0, q: 1, n: 30, k: 0 },
  { p: 0, q: 3, n: 9, k: 1 },
  { p: 2, q: 2, n: 60, k: 1 },
  { p: 1, q: 3, n: 12, k: 2 },
  { p: 3, q: 1, n: 15, k: 0 },
  { p: 2, q: 5, n: 5, k: 0 },
].map((shape, i) => ({ ...shape, seed: 71 + i }));

function problem({ p, q, n, k, seed }: (typeof shapes)[number]) {
  const draw = gaussian(seed);
  const column = () => Float64Array.from({ length: n }, draw);
  const series = column();
  const regressors = k === 0 ? [] : [new Float64Array(n).fill(1), column()].slice(0, k);
  const x = Float64Array.from({ length: p + q }, () => 0.7 * draw());
  return { series, regressors, x, p, q };
}

function evaluated(likelihood: ExactLikelihood, p: number, q: number, x: Float64Array) {
  const parametrization = armaParametrization(p, q);
  const { f, m, set, pullBack } = parametrization;
  const value = likelihood.evaluate(f, m, set(x));
  const fBar = new Float64Array(f.length);
  const mBar = new Float64Array(m.length);
  const gradient = new Float64Array(p + q);
  likelihood.gradient(fBar, mBar);
  pullBack(fBar, mBar, 0.5, gradient);
  return { value, gradient, f, m };
}

describe('createExactLikelihood', () => {
  it.each(shapes)('agrees with the covariance matrix: $p, $q, n $n, $k regressors', (shape) => {
    const { series, regressors, x, p, q } = problem(shape);
    const likelihood = createExactLikelihood({ series, regressors, p, q });
    const { value, f, m } = evaluated(likelihood, p, q, x);
    const factor = cholesky(covarianceMatrix(f, m, shape.n));
    const { beta, sumOfSquares } = likelihood.point;
    const white = whiten(
      factor,
      series.map((w, t) => regressors.reduce((rest, column, i) => rest - beta[i]! * column[t]!, w)),
    );
    const determinant = factor.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
    const reference = sumOfProducts(white, white);
    expect(sumOfSquares / reference).toBeCloseTo(1, 10);
    expect(value).toBeCloseTo((shape.n * Math.log(reference / shape.n) + determinant) / 2, 9);
    for (const column of regressors) {
      // At the generalised least squares estimate what is left is orthogonal to every column.
      expect(sumOfProducts(whiten(factor, column), white)).toBeCloseTo(0, 8);
    }
  });

  it.each(shapes)('has the gradient that differences give: $p, $q, n $n, $k regressors', (shape) => {
    const { series, regressors, x, p, q } = problem(shape);
    const likelihood = createExactLikelihood({ series, regressors, p, q });
    const { gradient } = evaluated(likelihood, p, q, x);
    const numerical = numericalGradient((at) => evaluated(likelihood, p, q, at).value, x);
    numerical.forEach((slope, i) => {
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
    });
  });

  it('has a value and a gradient with the moving average on the unit circle', () => {
    const draw = gaussian(5);
    const series = Float64Array.from({ length: 40 }, draw);
    const likelihood = createExactLikelihood({ series, regressors: [], p: 1, q: 2 });
    for (const last of [Math.PI / 2, -Math.PI / 2]) {
      const { value, gradient, f, m } = evaluated(likelihood, 1, 2, Float64Array.of(0.3, 0.4, last));
      const factor = cholesky(covarianceMatrix(f, m, 40));
      const white = whiten(factor, series);
      const determinant = factor.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
      expect(value).toBeCloseTo((40 * Math.log(sumOfProducts(white, white) / 40) + determinant) / 2, 8);
      expect(gradient.every(Number.isFinite)).toBe(true);
      expect(gradient[2]).toBeCloseTo(0, 10);
    }
  });

  it('is infinite where there is nothing left to explain', () => {
    const zeros = createExactLikelihood({ series: new Float64Array(10), regressors: [], p: 1, q: 1 });
    expect(zeros.evaluate(Float64Array.of(1, -0.5), Float64Array.of(1, 0.2), 0)).toBe(Infinity);
    const collinear = createExactLikelihood({
      series: Float64Array.of(1, 2, 4, 3),
      regressors: [new Float64Array(4)],
      p: 0,
      q: 0,
    });
    expect(collinear.evaluate(Float64Array.of(1), Float64Array.of(1), 0)).toBe(Infinity);
  });
});

describe('createAutoregressiveLikelihood', () => {
  const pure = shapes.filter(({ p, q, n }) => q === 0 && n > 2 * p);
  it.each(pure)('equals the exact likelihood: $p, n $n, $k regressors', (shape) => {
    const { series, regressors, x, p } = problem(shape);
    const exact = createExactLikelihood({ series, regressors, p, q: 0 });
    const fast = createAutoregressiveLikelihood({ series, regressors, p });
    const expected = evaluated(exact, p, 0, x);
    const actual = evaluated(fast, p, 0, x);
    expect(actual.value).toBeCloseTo(expected.value, 11);
    expected.gradient.forEach((slope, i) => {
      expect(actual.gradient[i]).toBeCloseTo(slope, 10);
    });
    expect([...fast.point.beta]).toEqual([...exact.point.beta].map((beta) => expect.closeTo(beta, 11)));
    exact.point.information.forEach((entry, i) => {
      const isLower = i % shape.k <= Math.floor(i / shape.k);
      if (isLower) expect(fast.point.information[i]).toBeCloseTo(entry, 10);
    });
    expect(fast.roundingError()).toBeLessThan(1e-12);
  });

  it('knows when it is inexact', () => {
    const series = Float64Array.from({ length: 200 }, (_, t) => 1e6 + Math.sin(t * t));
    const fast = createAutoregressiveLikelihood({ series, regressors: [], p: 1 });
    fast.evaluate(Float64Array.of(1, -0.999999), Float64Array.of(1, 0), 0);
    expect(fast.roundingError()).toBeGreaterThan(1e-7);
  });

  it('is infinite for a series of zeros and for an empty column', () => {
    const one = Float64Array.of(1);
    const zeros = createAutoregressiveLikelihood({ series: new Float64Array(10), regressors: [], p: 0 });
    expect(zeros.evaluate(one, one, 0)).toBe(Infinity);
    const column = createAutoregressiveLikelihood({
      series: Float64Array.of(1, 2, 4),
      regressors: [new Float64Array(3)],
      p: 0,
    });
    expect(column.evaluate(one, one, 0)).toBe(Infinity);
  });
});
