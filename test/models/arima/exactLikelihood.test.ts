import { describe, expect, it } from 'vitest';
import type { ArmaLikelihood } from '../../../src/models/arima/ArmaLikelihood.js';
import { type ArmaOrders, countTerms } from '../../../src/models/arima/armaOrders.js';
import { armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { createAutoregressiveLikelihood } from '../../../src/models/arima/autoregressiveLikelihood.js';
import { createExactLikelihood } from '../../../src/models/arima/exactLikelihood.js';
import {
  cholesky,
  covarianceMatrix,
  gaussian,
  numericalGradient,
  sumOfProducts,
  whiten,
} from './bruteForce.js';
import { polynomialsOf } from './likelihoodAt.js';

const plain = { seasonalP: 0, seasonalQ: 0, period: 1, missing: [] as number[] };
const shapes = [
  { ...plain, p: 0, q: 0, n: 6, k: 0 },
  { ...plain, p: 0, q: 0, n: 6, k: 1 },
  { ...plain, p: 1, q: 0, n: 8, k: 1 },
  { ...plain, p: 2, q: 0, n: 50, k: 0 },
  { ...plain, p: 5, q: 0, n: 11, k: 2 },
  { ...plain, p: 0, q: 1, n: 30, k: 0 },
  { ...plain, p: 0, q: 3, n: 9, k: 1 },
  { ...plain, p: 2, q: 2, n: 60, k: 1 },
  { ...plain, p: 1, q: 3, n: 12, k: 2 },
  { ...plain, p: 3, q: 1, n: 15, k: 0 },
  { ...plain, p: 2, q: 5, n: 5, k: 0 },
  { ...plain, p: 2, q: 1, n: 30, k: 0, missing: [7] },
  { ...plain, p: 2, q: 0, n: 20, k: 1, missing: [0, 8, 9, 19] },
  { ...plain, p: 0, q: 2, n: 25, k: 0, missing: [1, 2, 3, 24] },
  { p: 1, q: 1, seasonalP: 0, seasonalQ: 1, period: 4, n: 30, k: 0, missing: [] },
  { p: 2, q: 1, seasonalP: 1, seasonalQ: 1, period: 4, n: 40, k: 1, missing: [] },
  { p: 1, q: 2, seasonalP: 2, seasonalQ: 1, period: 6, n: 50, k: 2, missing: [] },
  { p: 0, q: 0, seasonalP: 1, seasonalQ: 0, period: 7, n: 20, k: 0, missing: [] },
  { p: 0, q: 0, seasonalP: 0, seasonalQ: 1, period: 12, n: 13, k: 1, missing: [] },
  { p: 3, q: 0, seasonalP: 2, seasonalQ: 0, period: 2, n: 30, k: 0, missing: [] },
  { p: 0, q: 3, seasonalP: 0, seasonalQ: 2, period: 2, n: 30, k: 0, missing: [] },
  { p: 3, q: 0, seasonalP: 2, seasonalQ: 0, period: 4, n: 40, k: 1, missing: [5, 6] },
  { p: 1, q: 1, seasonalP: 1, seasonalQ: 2, period: 5, n: 37, k: 1, missing: [0, 20, 36] },
].map((shape, i) => ({ ...shape, seed: 71 + i }));

const name = '($p,$q)($seasonalP,$seasonalQ)[$period], n $n, $k regressors, missing $missing';

const orders = (p: number, q: number) => ({ p, q, seasonalP: 0, seasonalQ: 0, period: 1 });

function problem({ p, q, seasonalP, seasonalQ, period, n, k, missing, seed }: (typeof shapes)[number]) {
  const draw = gaussian(seed);
  const column = () => Float64Array.from({ length: n }, draw);
  const series = column();
  const explained = k === 0 ? [] : [new Float64Array(n).fill(1), column()].slice(0, k);
  const impulses = missing.map((gap) => Float64Array.from({ length: n }, (_, t) => Number(t === gap)));
  const shape = { p, q, seasonalP, seasonalQ, period };
  const x = Float64Array.from({ length: countTerms(shape) }, () => 0.7 * draw());
  const regressors = [...impulses, ...explained];
  return { input: { series, regressors, missing: missing.length, orders: shape }, explained, x };
}

function evaluated(likelihood: ArmaLikelihood, orders: ArmaOrders, x: Float64Array) {
  const parametrization = armaParametrization(orders);
  const { f, m, set, pullBack } = parametrization;
  const value = likelihood.evaluate(f, m, set(x));
  const fBar = new Float64Array(f.expanded.length);
  const mBar = new Float64Array(m.expanded.length);
  const gradient = new Float64Array(x.length);
  likelihood.gradient(fBar, mBar);
  pullBack(fBar, mBar, 0.5, gradient);
  return { value, gradient, f: f.expanded, m: m.expanded };
}

describe('createExactLikelihood', () => {
  it.each(shapes)(`agrees with the covariance matrix of what is observed: ${name}`, (shape) => {
    const { input, explained, x } = problem(shape);
    const likelihood = createExactLikelihood(input);
    const { value, f, m } = evaluated(likelihood, input.orders, x);
    const rows = Array.from(input.series.keys()).filter((t) => !shape.missing.includes(t));
    const covariance = covarianceMatrix(f, m, shape.n);
    const factor = cholesky(rows.map((i) => rows.map((j) => covariance[i]![j]!)));
    const { observed, sumOfSquares } = likelihood.point;
    const beta = likelihood.point.beta.subarray(shape.missing.length);
    const white = whiten(
      factor,
      rows.map((t) => explained.reduce((rest, column, i) => rest - beta[i]! * column[t]!, input.series[t]!)),
    );
    const determinant = factor.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
    const reference = sumOfProducts(white, white);
    expect(observed).toBe(rows.length);
    expect(sumOfSquares / reference).toBeCloseTo(1, 10);
    expect(value).toBeCloseTo((observed * Math.log(reference / observed) + determinant) / 2, 9);
    for (const column of explained) {
      // At the generalised least squares estimate what is left is orthogonal to every column.
      const whiteColumn = whiten(
        factor,
        rows.map((t) => column[t]!),
      );
      expect(sumOfProducts(whiteColumn, white)).toBeCloseTo(0, 8);
    }
  });

  it.each(shapes)(`has the gradient that differences give: ${name}`, (shape) => {
    const { input, x } = problem(shape);
    const likelihood = createExactLikelihood(input);
    const { gradient } = evaluated(likelihood, input.orders, x);
    const numerical = numericalGradient((at) => evaluated(likelihood, input.orders, at).value, x);
    numerical.forEach((slope, i) => {
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
    });
  });

  it.each(shapes.filter(({ missing }) => missing.length > 0))(
    `takes no notice of what stands where a value is missing: ${name}`,
    (shape) => {
      const { input, x } = problem(shape);
      const series = input.series.slice();
      for (const gap of shape.missing) series[gap] = 1000;
      const { value } = evaluated(createExactLikelihood(input), input.orders, x);
      const likelihood = createExactLikelihood({ ...input, series });
      expect(evaluated(likelihood, input.orders, x).value).toBeCloseTo(value, 9);
    },
  );

  it.each(shapes)(`leaves the expected innovations: ${name}`, (shape) => {
    const { input, explained, x } = problem(shape);
    const likelihood = createExactLikelihood(input);
    const parametrization = armaParametrization(input.orders);
    const { f, m } = parametrization;
    likelihood.evaluate(f, m, parametrization.set(x));
    const residuals = likelihood.residuals();
    const beta = likelihood.point.beta;
    const all = input.regressors.slice(0, shape.missing.length).concat(explained);
    const w = input.series.map((value, t) =>
      all.reduce((rest, column, i) => rest - beta[i]! * column[t]!, value),
    );
    const g = Math.max(f.degree, m.degree);
    // Once the past before the sample is out of reach, f(B) w = m(B) a.
    for (let t = g; t < shape.n; t++) {
      let left = 0;
      let right = 0;
      for (let i = 0; i <= g; i++) {
        left += f.expanded[i]! * w[t - i]!;
        right += m.expanded[i]! * residuals[t - i]!;
      }
      expect(left).toBeCloseTo(right, 9);
    }
  });

  it('has a value and a gradient with the moving average on the unit circle', () => {
    const draw = gaussian(5);
    const series = Float64Array.from({ length: 40 }, draw);
    const likelihood = createExactLikelihood({ series, regressors: [], orders: orders(1, 2) });
    for (const last of [Math.PI / 2, -Math.PI / 2]) {
      const { value, gradient, f, m } = evaluated(likelihood, orders(1, 2), Float64Array.of(0.3, 0.4, last));
      const factor = cholesky(covarianceMatrix(f, m, 40));
      const white = whiten(factor, series);
      const determinant = factor.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
      expect(value).toBeCloseTo((40 * Math.log(sumOfProducts(white, white) / 40) + determinant) / 2, 8);
      expect(gradient.every(Number.isFinite)).toBe(true);
      expect(gradient[2]).toBeCloseTo(0, 10);
    }
  });

  it('has a value and a gradient with a seasonal moving average on the unit circle', () => {
    const series = Float64Array.from({ length: 40 }, gaussian(6));
    const airline = { p: 0, q: 1, seasonalP: 0, seasonalQ: 1, period: 4 };
    const likelihood = createExactLikelihood({ series, regressors: [], orders: airline });
    const { value, gradient, f, m } = evaluated(likelihood, airline, Float64Array.of(0.5, Math.PI / 2));
    const factor = cholesky(covarianceMatrix(f, m, 40));
    const white = whiten(factor, series);
    const determinant = factor.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
    expect(value).toBeCloseTo((40 * Math.log(sumOfProducts(white, white) / 40) + determinant) / 2, 8);
    expect(gradient[1]).toBeCloseTo(0, 10);
  });

  it('is infinite where there is nothing left to explain', () => {
    const zeros = createExactLikelihood({
      series: new Float64Array(10),
      regressors: [],
      orders: orders(1, 1),
    });
    const mixed = polynomialsOf({ ar: [0.5], ma: [0.2] });
    expect(zeros.evaluate(mixed.f, mixed.m, 0)).toBe(Infinity);
    const collinear = createExactLikelihood({
      series: Float64Array.of(1, 2, 4, 3),
      regressors: [new Float64Array(4)],
      orders: orders(0, 0),
    });
    const one = polynomialsOf({});
    expect(collinear.evaluate(one.f, one.m, 0)).toBe(Infinity);
    expect(collinear.evaluate(one.f, one.m, Infinity)).toBe(Infinity);
  });
});

describe('createAutoregressiveLikelihood', () => {
  const pure = shapes.filter(
    ({ p, q, seasonalP, seasonalQ, missing, n }) =>
      q + seasonalP + seasonalQ + missing.length === 0 && n > 2 * p,
  );
  it.each(pure)('equals the exact likelihood: $p, n $n, $k regressors', (shape) => {
    const { input, x } = problem(shape);
    const exact = createExactLikelihood(input);
    const fast = createAutoregressiveLikelihood(input);
    const expected = evaluated(exact, input.orders, x);
    const actual = evaluated(fast, input.orders, x);
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
    const fast = createAutoregressiveLikelihood({ series, regressors: [], orders: orders(1, 0) });
    const { f, m } = polynomialsOf({ ar: [0.999999] });
    fast.evaluate(f, m, 0);
    expect(fast.roundingError()).toBeGreaterThan(1e-7);
  });

  it('is infinite for a series of zeros and for an empty column', () => {
    const { f, m } = polynomialsOf({});
    const zeros = createAutoregressiveLikelihood({
      series: new Float64Array(10),
      regressors: [],
      orders: orders(0, 0),
    });
    expect(zeros.evaluate(f, m, 0)).toBe(Infinity);
    const column = createAutoregressiveLikelihood({
      series: Float64Array.of(1, 2, 4),
      regressors: [new Float64Array(3)],
      orders: orders(0, 0),
    });
    expect(column.evaluate(f, m, 0)).toBe(Infinity);
  });
});
