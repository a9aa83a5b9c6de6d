import { describe, expect, it } from 'vitest';
import { crossDeterminant } from '../../../src/models/arima/crossDeterminant.js';
import {
  applySeasonal,
  divideBySeasonal,
  divideBySeasonalBackward,
} from '../../../src/models/arima/lagFilters.js';
import {
  applyLags,
  createLagPolynomial,
  divideByLags,
  divideByLagsBackward,
  expand,
  pullBackFactors,
} from '../../../src/models/arima/lagPolynomial.js';
import { coefficientsFromPartials } from '../../../src/models/arima/partialAutocorrelations.js';
import { multiplyOnDiagonals, neededDiagonals } from '../../../src/models/arima/presample.js';
import { cholesky, covarianceMatrix, gaussian, numericalGradient } from './bruteForce.js';
import { polynomialsOf } from './likelihoodAt.js';

const close = (values: Iterable<number>, digits = 11) =>
  Array.from(values, (value) => expect.closeTo(value, digits));
const draw = gaussian(77);
const noise = (length: number) => Float64Array.from({ length }, draw);
const n = 40;

/** The polynomial 1 + plain B + ..., times 1 + seasonal B^s + ... */
const product = (plain: readonly number[], seasonal: readonly number[], period: number) =>
  polynomialsOf({ ma: plain, sma: seasonal, period }).m;

const polynomials = [
  { plain: [], seasonal: [], period: 1, lags: [], degree: 0 },
  { plain: [0.5, 0.2], seasonal: [], period: 1, lags: [1, 2], degree: 2 },
  { plain: [], seasonal: [-0.6], period: 12, lags: [12], degree: 12 },
  { plain: [0.4], seasonal: [-0.6, 0.2], period: 4, lags: [1, 4, 5, 8, 9], degree: 9 },
  { plain: [0.4, -0.3, 0.2], seasonal: [0.5], period: 2, lags: [1, 2, 3, 4, 5], degree: 5 },
  { plain: [0.4, 0.1], seasonal: [0.5], period: 39, lags: [1, 2, 39, 40, 41], degree: 41 },
  { plain: [0.1], seasonal: [0.5], period: 50, lags: [1, 50, 51], degree: 51 },
];

describe('lag polynomials with a season', () => {
  it.each(polynomials)('are the product of their factors: $plain, $seasonal, $period', (case_) => {
    const polynomial = product(case_.plain, case_.seasonal, case_.period);
    expect(polynomial.degree).toBe(case_.degree);
    expect(polynomial.lags).toEqual(case_.lags);
    const value = (c: ArrayLike<number>, z: number, step = 1) =>
      Array.from(c).reduce((sum, coefficient, i) => sum + coefficient * z ** (i * step), 0);
    for (const z of [-1, -0.7, 0.3, 1]) {
      const factors = value([1, ...case_.plain], z) * value([1, ...case_.seasonal], z, case_.period);
      expect(value(polynomial.expanded, z)).toBeCloseTo(factors, 13);
    }
    polynomial.expanded.forEach((c, i) => {
      if (i > 0 && !case_.lags.includes(i)) expect(c).toBe(0);
    });
  });

  it('forget what they were before', () => {
    const polynomial = createLagPolynomial(1, 1, 3, 6);
    polynomial.plain[1] = 0.5;
    polynomial.seasonal[1] = 0.4;
    expand(polynomial);
    expand(polynomial);
    expect([...polynomial.expanded]).toEqual([1, 0.5, 0, 0.4, 0.2, 0]);
    polynomial.plain[1] = 0;
    expand(polynomial);
    expect([...polynomial.expanded]).toEqual([1, 0, 0, 0.4, 0, 0]);
  });

  it.each(polynomials)('filter as their product does: $plain, $seasonal, $period', (case_) => {
    const polynomial = product(case_.plain, case_.seasonal, case_.period);
    const x = noise(n);
    const reference = Array.from(x, (_, t) => {
      let sum = 0;
      for (let i = 0; i <= Math.min(t, polynomial.degree); i++) sum += polynomial.expanded[i]! * x[t - i]!;
      return sum;
    });
    const out = new Float64Array(n);
    applyLags(out, x, polynomial, n);
    expect([...out]).toEqual(close(reference));
    const back = new Float64Array(n);
    divideByLags(back, out, polynomial, n);
    expect([...back]).toEqual(close(x));
    divideByLagsBackward(back, out.slice().reverse(), polynomial, n);
    expect([...back].reverse()).toEqual(close(x));
    divideByLags(out, out, polynomial, n);
    expect([...out]).toEqual(close(x));
  });

  it.each([1, 2, 3, 4])('have seasonal filters that undo each other: degree %d', (degree) => {
    const C = Float64Array.from({ length: degree + 1 }, (_, i) => (i === 0 ? 1 : 0.5 / (i + 1)));
    const x = noise(n);
    const y = x.slice();
    applySeasonal(y, C, 6, n);
    expect(y[20]).toBeCloseTo(
      Array.from(C).reduce((sum, c, j) => sum + (20 - 6 * j >= 0 ? c * x[20 - 6 * j]! : 0), 0),
      12,
    );
    const backward = y.slice().reverse();
    divideBySeasonal(y, C, 6, n);
    expect([...y]).toEqual(close(x));
    divideBySeasonalBackward(backward, C, 6, n);
    expect([...backward].reverse()).toEqual(close(x));
  });

  it('filter the first entries only', () => {
    const C = Float64Array.of(1, 0.5);
    const x = Float64Array.of(1, 2, 3, 4, 5, 6);
    applySeasonal(x, C, 2, 4);
    expect([...x]).toEqual([1, 2, 3.5, 5, 5, 6]);
    divideBySeasonal(x, C, 2, 4);
    expect([...x]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each(polynomials)('carry derivatives back to their factors: $plain, $seasonal, $period', (case_) => {
    const { plain, seasonal, period } = case_;
    const at = Float64Array.from([...plain, ...seasonal]);
    const build = (x: Float64Array) =>
      product([...x.subarray(0, plain.length)], [...x.subarray(plain.length)], period);
    const polynomial = build(at);
    const bar = noise(polynomial.expanded.length);
    const plainBar = new Float64Array(plain.length + 1);
    const seasonalBar = new Float64Array(seasonal.length + 1);
    pullBackFactors(polynomial, bar, plainBar, seasonalBar);
    const numerical = numericalGradient(
      (x) => build(x).expanded.reduce((sum, c, i) => sum + bar[i]! * c, 0),
      at,
    );
    expect([...plainBar.subarray(1), ...seasonalBar.subarray(1)]).toEqual(close(numerical, 8));
  });
});

describe('the determinant that both factors of an autoregression share', () => {
  it('is the product of the seasonal factor over the roots of the plain one', () => {
    // phi has the inverse roots 0.8 and -0.5, and 0.9 exp(+-0.7 i).
    const real = crossDeterminant(Float64Array.of(0.3, 0.4), Float64Array.of(0.6), 4);
    expect(real.logDeterminant).toBeCloseTo(Math.log((1 - 0.6 * 0.8 ** 4) * (1 - 0.6 * 0.5 ** 4)), 13);
    const radius = 0.9;
    const complex = crossDeterminant(
      Float64Array.of(2 * radius * Math.cos(0.7), -radius * radius),
      Float64Array.of(0.6, -0.3),
      12,
    );
    const at = (power: number) => ({
      re: radius ** (12 * power) * Math.cos(12 * power * 0.7),
      im: radius ** (12 * power) * Math.sin(12 * power * 0.7),
    });
    const re = 1 - 0.6 * at(1).re + 0.3 * at(2).re;
    const im = -0.6 * at(1).im + 0.3 * at(2).im;
    expect(complex.logDeterminant).toBeCloseTo(Math.log(re * re + im * im), 13);
  });

  const shapes = [
    { p: 1, P: 1, period: 12 },
    { p: 2, P: 1, period: 4 },
    { p: 3, P: 2, period: 2 },
    { p: 2, P: 2, period: 7 },
    { p: 5, P: 1, period: 3 },
  ].map((shape, i) => {
    const draws = gaussian(300 + i);
    const partials = (length: number) => Float64Array.from({ length }, () => Math.tanh(0.7 * draws()));
    const ar = coefficientsFromPartials(partials(shape.p));
    const sar = coefficientsFromPartials(partials(shape.P));
    return { ...shape, ar, sar };
  });

  it.each(shapes)('completes that of the product: $p, $P, $period', ({ ar, sar, period }) => {
    const logDeterminant = (f: Float64Array, degree: number) =>
      cholesky(covarianceMatrix(f, [1], degree)).reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
    const whole = polynomialsOf({ ar, sar, period }).f;
    const plain = polynomialsOf({ ar }).f;
    const seasonal = polynomialsOf({ ar: sar }).f;
    const parts =
      logDeterminant(plain.expanded, plain.degree) + period * logDeterminant(seasonal.expanded, sar.length);
    const cross = crossDeterminant(ar, sar, period).logDeterminant;
    expect(parts - 2 * cross).toBeCloseTo(logDeterminant(whole.expanded, whole.degree), 8);
  });

  it.each(shapes)('has the derivatives that differences give: $p, $P, $period', ({ ar, sar, period }) => {
    const { arBar, seasonalBar } = crossDeterminant(ar, sar, period);
    const arSlopes = numericalGradient((at) => crossDeterminant(at, sar, period).logDeterminant, ar);
    const sarSlopes = numericalGradient((at) => crossDeterminant(ar, at, period).logDeterminant, sar);
    expect([...arBar]).toEqual(close(arSlopes, 7));
    expect([...seasonalBar]).toEqual(close(sarSlopes, 7));
  });
});

describe('the antidiagonals of a Bezoutian that matter', () => {
  it('are few for a season, and have the entries of the whole product', () => {
    const g = 25;
    const lags = [1, 24, 25];
    const diagonals = neededDiagonals(lags, lags, g);
    const A = Float64Array.from({ length: g * g }, (_, i) => Math.sin(i));
    const B = Float64Array.from({ length: g * g }, (_, i) => Math.cos(i * i));
    const out = new Float64Array(g * g);
    multiplyOnDiagonals(out, A, B, g, diagonals);
    let computed = 0;
    for (let t = 0; t < g; t++) {
      for (let k = 1; k <= g; k++) {
        const isNeeded = diagonals.some(({ sum, least }) => sum === t + k && t >= least);
        let entry = 0;
        for (let l = 0; l < g; l++) entry += A[t * g + l]! * B[(k - 1) * g + l]!;
        expect(out[t * g + k - 1]).toBeCloseTo(isNeeded ? entry : 0, 10);
        computed += Number(isNeeded);
      }
    }
    expect(computed).toBeLessThan((g * g) / 5);
  });
});
