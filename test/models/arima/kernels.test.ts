import { describe, expect, it } from 'vitest';
import { multiplyPolynomials } from '../../../src/math/index.js';
import { arimaProcess } from '../../../src/models/arima/arimaProcess.js';
import { armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { burg } from '../../../src/models/arima/burg.js';
import {
  differenceAt,
  differenced,
  integrated,
  integratedFromZero,
} from '../../../src/models/arima/differencing.js';
import { hannanRissanen } from '../../../src/models/arima/hannanRissanen.js';
import { impulseGram, impulseResponse } from '../../../src/models/arima/impulseResponse.js';
import {
  applyPolynomial,
  divideByPolynomial,
  divideByPolynomialBackward,
  laggedProduct,
} from '../../../src/models/arima/lagFilters.js';
import {
  coefficientsFromPartials,
  insidePartials,
  partialsFromCoefficients,
  pullBackPartials,
} from '../../../src/models/arima/partialAutocorrelations.js';
import { bezoutian, inverseAutocovariance } from '../../../src/models/arima/presample.js';
import { psiWeights } from '../../../src/models/arima/psiWeights.js';
import { stationaryRoot } from '../../../src/models/arima/stationaryRoot.js';
import { cholesky, covarianceMatrix, expansion, gaussian, numericalGradient } from './bruteForce.js';
import { logDeterminantOf, polynomialsOf, type SeasonalCoefficients } from './likelihoodAt.js';

const close = (values: Iterable<number>, digits = 11) =>
  Array.from(values, (value) => expect.closeTo(value, digits));
const draw = gaussian(2024);
const noise = (length: number) => Float64Array.from({ length }, draw);

describe('lag filters', () => {
  const x = noise(40);
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 39, 60])(
    'are sums of lags, and divide by what they multiply: degree %d',
    (degree) => {
      const c = Float64Array.from({ length: degree + 3 }, (_, i) => (i === 0 ? 1 : 0.6 * Math.cos(i) ** i));
      const out = new Float64Array(40);
      applyPolynomial(out, x, c, degree, 40);
      const reference = Array.from(x, (_, t) => {
        let sum = 0;
        for (let i = 0; i <= Math.min(degree, t); i++) sum += c[i]! * x[t - i]!;
        return sum;
      });
      expect([...out]).toEqual(close(reference));
      const back = new Float64Array(40);
      divideByPolynomial(back, out, c, degree, 40);
      expect([...back]).toEqual(close(x));
      divideByPolynomial(out, out, c, degree, 40);
      expect(out).toEqual(back);
      const reversed = [...reference].reverse();
      divideByPolynomialBackward(back, Float64Array.from(reversed), c, degree, 40);
      expect([...back]).toEqual(close([...x].reverse()));
    },
  );

  it('sum products of lagged series', () => {
    const y = noise(7);
    expect(laggedProduct(x, y, 2, 7)).toBeCloseTo(
      x[2]! * y[0]! + x[3]! * y[1]! + x[4]! * y[2]! + x[5]! * y[3]! + x[6]! * y[4]!,
      13,
    );
    expect(laggedProduct(x, y, 7, 7)).toBe(0);
    expect(laggedProduct(x, y, 6, 7)).toBe(x[6]! * y[0]!);
  });
});

describe('partial autocorrelations', () => {
  const partials = Float64Array.of(0.5, -0.8, 0.3, 0.9, -0.2);

  it('give the coefficients of a stationary autoregression, and come back from them', () => {
    const coefficients = coefficientsFromPartials(partials);
    expect([...partialsFromCoefficients(coefficients)!]).toEqual(close(partials));
    expect([...coefficientsFromPartials(Float64Array.of(0.5, 0.2))]).toEqual(close([0.4, 0.2]));
    expect(coefficientsFromPartials(new Float64Array(0)).length).toBe(0);
  });

  it('are not those of an autoregression that is not stationary', () => {
    expect(partialsFromCoefficients(Float64Array.of(1))).toBeUndefined();
    expect(partialsFromCoefficients(Float64Array.of(1.5, -0.4))).toBeUndefined();
    expect(partialsFromCoefficients(Float64Array.of(Number.NaN))).toBeUndefined();
  });

  it('carry derivatives back', () => {
    const weights = noise(5);
    const stages = new Float64Array(25);
    coefficientsFromPartials(partials, stages);
    const bar = weights.slice();
    pullBackPartials(partials, stages, bar);
    const numerical = numericalGradient(
      (at) => coefficientsFromPartials(at).reduce((sum, c, i) => sum + weights[i]! * c, 0),
      partials,
    );
    expect([...bar]).toEqual(close(numerical, 8));
  });

  it('are found just inside the circle for roots on it or far outside', () => {
    expect(insidePartials(Float64Array.of(1), 1)[0]).toBeCloseTo(1, 8);
    expect(insidePartials(Float64Array.of(0.5), 1)[0]).toBe(0.5);
    expect(insidePartials(Float64Array.of(2, -1), 1).every((partial) => Math.abs(partial) < 1)).toBe(true);
    const drawn = insidePartials(Float64Array.of(1e6, -1e8, 3), 0.99);
    expect(drawn.every((partial) => Math.abs(partial) < 0.99)).toBe(true);
    expect([...insidePartials(Float64Array.of(Number.NaN), 1)]).toEqual([0]);
  });
});

describe('the state before the sample', () => {
  const partials = Float64Array.of(0.7, -0.5, 0.6);
  const ar = coefficientsFromPartials(partials);
  const process = polynomialsOf({ ar, ma: [0.4, -0.2] });
  const f = process.f.expanded;
  const m = process.m.expanded;

  it('has the covariance of the pure autoregression', () => {
    const inverse = new Float64Array(9);
    inverseAutocovariance(inverse, f, 3);
    const covariance = covarianceMatrix(f, [1], 3);
    for (let i = 0; i < 3; i++) {
      const row = [0, 1, 2].map((j) =>
        [0, 1, 2].reduce((sum, k) => sum + inverse[i * 3 + k]! * covariance[k]![j]!, 0),
      );
      expect(row).toEqual(close([0, 1, 2].map((j) => Number(i === j))));
    }
    const root = stationaryRoot(ar, 5);
    const wide = covarianceMatrix(f, [1], 5);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        let sum = 0;
        for (let k = 0; k < 5; k++) sum += root[i * 5 + k]! * root[j * 5 + k]!;
        expect(sum).toBeCloseTo(wide[i]![j]!, 10);
      }
    }
  });

  it('reaches the innovations through the Bezoutian', () => {
    // A path v with f(B) v = a, from which w = m(B) v; the first a follow from w and the past of v alone.
    const v = noise(20);
    const at = (c: Float64Array, x: Float64Array, t: number) =>
      c.reduce((sum, coefficient, i) => sum + coefficient * x[t - i]!, 0);
    const start = 10;
    const w = (t: number) => at(m, v, t);
    const a = (t: number) => at(f, v, t);
    const H = new Float64Array(9);
    bezoutian(H, f, m, 3);
    for (let t = 0; t < 3; t++) {
      let left = 0;
      let right = 0;
      for (let j = 0; j <= t; j++) left += m[j]! * a(start + t - j);
      for (let i = 0; i <= t; i++) right += f[i]! * w(start + t - i);
      for (let k = 1; k <= 3; k++) right += H[t * 3 + k - 1]! * v[start - k]!;
      expect(left).toBeCloseTo(right, 12);
    }
  });

  it.each([
    { ma: [0.4, -0.2], sma: [], period: 1, g: 3 },
    { ma: [0.4, -0.2], sma: [-0.6], period: 4, g: 6 },
    { ma: [], sma: [0.3, -0.4], period: 3, g: 7 },
    { ma: [0.5, 0.1, 0.2], sma: [-0.9], period: 2, g: 5 },
  ])('sees the sample through the impulse response: $ma, $sma', ({ ma, sma, period, g }) => {
    const n = 12;
    const psi = new Float64Array(n);
    const { m } = polynomialsOf({ ma, sma, period });
    const length = impulseResponse(psi, m, n);
    expect([...psi]).toEqual(close(expansion(m.expanded, [1], n)));
    expect(length).toBe(n);
    const G = new Float64Array(g * g);
    impulseGram(G, new Float64Array(n), psi, length, m, g, n);
    for (let i = 0; i < g; i++) {
      for (let j = 0; j < g; j++) {
        let sum = 0;
        for (let t = Math.max(i, j); t < n; t++) sum += psi[t - i]! * psi[t - j]!;
        expect(G[i * g + j]).toBeCloseTo(sum, 12);
      }
    }
  });

  it('stops where the impulse response has died out', () => {
    const psi = new Float64Array(1000);
    const lengthOf = (coefficients: SeasonalCoefficients) =>
      impulseResponse(psi, polynomialsOf(coefficients).m, 1000);
    expect(lengthOf({})).toBe(1);
    expect(lengthOf({ ma: [0.1] })).toBe(16);
    expect(lengthOf({ ma: [0, 0, 0.1] })).toBeGreaterThan(45);
    expect(lengthOf({ ma: [-1] })).toBe(1000);
    expect(lengthOf({ sma: [0.1], period: 12 })).toBeGreaterThan(15 * 12);
    expect(lengthOf({ sma: [0.1], period: 12 })).toBeLessThan(17 * 12 + 1);
    expect(lengthOf({ ma: [0.1], sma: [-1], period: 12 })).toBe(1000);
  });
});

describe('armaParametrization', () => {
  it('finds the place of coefficients it can reach', () => {
    const parametrization = armaParametrization({ p: 2, q: 2, seasonalP: 1, seasonalQ: 2, period: 4 });
    const coefficients = {
      ar: Float64Array.of(0.5, 0.3),
      ma: Float64Array.of(-0.4, 0.6),
      sar: Float64Array.of(-0.7),
      sma: Float64Array.of(0.2, -0.3),
    };
    parametrization.set(parametrization.locate(coefficients));
    const { ar, ma, sar, sma } = parametrization.coefficients();
    // The partial autocorrelations fall short of tanh by a hundred-millionth.
    expect([...ar]).toEqual(close([0.5, 0.3], 7));
    expect([...sar]).toEqual(close([-0.7], 7));
    expect([...ma]).toEqual(close([-0.4, 0.6]));
    expect([...sma]).toEqual(close([0.2, -0.3]));
  });

  it('gives a stationary and invertible process everywhere', () => {
    const parametrization = armaParametrization({ p: 3, q: 2, seasonalP: 1, seasonalQ: 2, period: 4 });
    for (let trial = 0; trial < 50; trial++) {
      parametrization.set(noise(8).map((value) => 3 * value));
      const { ar, ma, sar, sma } = parametrization.coefficients();
      expect(partialsFromCoefficients(ar)).toBeDefined();
      expect(partialsFromCoefficients(sar)).toBeDefined();
      expect(partialsFromCoefficients(ma.map((c) => -0.999999 * c))).toBeDefined();
      expect(partialsFromCoefficients(sma.map((c) => -0.999999 * c))).toBeDefined();
    }
  });

  it('has the Jacobian that differences give', () => {
    const parametrization = armaParametrization({ p: 2, q: 3, seasonalP: 1, seasonalQ: 2, period: 4 });
    const x = noise(8);
    parametrization.set(x);
    const jacobian = parametrization.jacobian();
    for (let row = 0; row < 8; row++) {
      const numerical = numericalGradient((at) => {
        parametrization.set(at);
        const { ar, ma, sar, sma } = parametrization.coefficients();
        return [...ar, ...ma, ...sar, ...sma][row]!;
      }, x);
      expect([...jacobian.subarray(row * 8, row * 8 + 8)]).toEqual(close(numerical, 7));
    }
  });

  it.each([
    { p: 3, q: 1, seasonalP: 0, seasonalQ: 0, period: 1 },
    { p: 0, q: 1, seasonalP: 2, seasonalQ: 0, period: 4 },
    { p: 2, q: 1, seasonalP: 1, seasonalQ: 1, period: 4 },
    { p: 3, q: 0, seasonalP: 2, seasonalQ: 0, period: 2 },
  ])('knows the determinant of the state, and carries derivatives back: %j', (orders) => {
    const { size, f, m, set, pullBack } = armaParametrization(orders);
    const x = noise(size);
    const logDeterminant = set(x);
    // Of the covariance matrix itself; its condition costs digits.
    const factor = cholesky(covarianceMatrix(f.expanded, [1], f.degree));
    const reference = factor.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
    expect(logDeterminant).toBeCloseTo(reference, 8);
    expect(logDeterminant).toBeCloseTo(logDeterminantOf(f), 9);
    const weights = noise(2 * f.expanded.length);
    const objective = (at: Float64Array) => {
      const determinant = set(at);
      return [...f.expanded, ...m.expanded].reduce((sum, c, i) => sum + weights[i]! * c, 0.7 * determinant);
    };
    const numerical = numericalGradient(objective, x);
    set(x);
    const gradient = new Float64Array(size);
    const half = f.expanded.length;
    pullBack(weights.slice(0, half), weights.slice(half), 0.7, gradient);
    expect([...gradient]).toEqual(close(numerical, 6));
  });

  it('says which coordinates are on the edge', () => {
    const parametrization = armaParametrization({ p: 2, q: 2, seasonalP: 2, seasonalQ: 1, period: 4 });
    parametrization.set(Float64Array.of(20, 0, Math.PI / 2 - 1e-3, 0.1, 0.3, -0.2, -Math.PI / 2));
    const { coordinates, coefficients } = parametrization.edges();
    expect(coordinates).toEqual([true, false, true, false, false, false, true]);
    // None of the coefficients of a factor is normal where one of its coordinates is not.
    expect(coefficients).toEqual([true, true, true, true, false, false, true]);
  });
});

describe('starting values', () => {
  const simulate = (f: number[], m: number[], n: number) => {
    const shocks = noise(n + 200);
    const w = new Float64Array(n + 200);
    applyPolynomial(w, shocks, Float64Array.from(m), m.length - 1, n + 200);
    divideByPolynomial(w, w, Float64Array.from(f), f.length - 1, n + 200);
    return w.slice(200);
  };

  it('of Burg are near the truth, and stationary for anything', () => {
    const { partials } = burg(simulate([1, -0.5, 0.3], [1], 5000), 2);
    expect([...coefficientsFromPartials(partials)]).toEqual([
      expect.closeTo(0.5, 1),
      expect.closeTo(-0.3, 1),
    ]);
    const line = Float64Array.from({ length: 30 }, (_, t) => t - 14.5);
    expect(burg(line, 4).partials.every((partial) => Math.abs(partial) <= 1)).toBe(true);
    expect([...burg(new Float64Array(10), 2).partials]).toEqual([0, 0]);
  });

  it('of Burg leave the prediction errors', () => {
    const series = noise(30);
    const { partials, residuals } = burg(series, 3);
    const [a, b, c] = coefficientsFromPartials(partials);
    expect(residuals[10]).toBeCloseTo(series[10]! - a! * series[9]! - b! * series[8]! - c! * series[7]!, 12);
    expect([...residuals.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it('of Hannan and Rissanen are near the truth', () => {
    const { ar, ma } = hannanRissanen(simulate([1, -0.6], [1, 0.5], 20_000), 1, 1);
    expect(Math.abs(ar[0]! - 0.6)).toBeLessThan(0.05);
    expect(Math.abs(ma[0]! - 0.5)).toBeLessThan(0.05);
    expect(hannanRissanen(new Float64Array(30), 1, 1).ma[0]).toBe(0);
  });
});

describe('differencing', () => {
  const kinds = [0, 1, 2].flatMap((d) => [0, 1, 2].map((seasonalD) => ({ d, seasonalD, period: 4 })));

  it.each(kinds)('is undone by integrating: $d, seasonal $seasonalD', (differencing) => {
    const values = noise(30);
    const differences = differenced(values, differencing);
    const lost = differencing.d + 4 * differencing.seasonalD;
    expect(differences.length).toBe(30 - lost);
    const ahead = integrated(differences.subarray(15 - lost), values.subarray(0, 15), differencing);
    expect([...ahead]).toEqual(close(values.subarray(15), 12));
    const single = Array.from(differences, (_, i) => differenceAt(values, lost + i, differencing));
    expect(single).toEqual([...differences]);
  });

  it.each(kinds)('begins from zero for responses: $d, seasonal $seasonalD', (differencing) => {
    const x = noise(12);
    const response = integratedFromZero(x, differencing);
    const lost = differencing.d + 4 * differencing.seasonalD;
    const past = differenced(Float64Array.of(...new Float64Array(lost), ...response), differencing);
    expect([...past]).toEqual(close(x, 12));
  });

  it('leaves its input alone', () => {
    const values = Float64Array.of(1, 4, 9, 16);
    expect([...differenced(values, { d: 2, seasonalD: 0, period: 1 })]).toEqual([2, 2]);
    expect([...values]).toEqual([1, 4, 9, 16]);
  });
});

describe('psiWeights', () => {
  it.each([
    { order: [2, 1, 1], ar: [0.5, -0.3], ma: [0.4] },
    { order: [0, 2, 2], ar: [], ma: [0.4, 0.2] },
    {
      order: [1, 1, 1],
      ar: [0.5],
      ma: [-0.4],
      seasonal: { order: [1, 1, 2], period: 3 },
      sar: [0.6],
      sma: [0.3, -0.2],
    },
  ] as const)('expand the whole polynomial: $order', (parameters) => {
    const { f, m } = polynomialsOf({
      ...parameters,
      period: 'seasonal' in parameters ? parameters.seasonal.period : 1,
    });
    let whole: Float64Array = f.expanded;
    for (let d = 0; d < parameters.order[1]; d++) whole = multiplyPolynomials(whole, [1, -1]);
    if ('seasonal' in parameters) whole = multiplyPolynomials(whole, [1, 0, 0, -1]);
    const expected = expansion(whole, m.expanded, 40);
    expect([...psiWeights(arimaProcess(parameters), 40)]).toEqual(
      expected.map((weight) => expect.closeTo(weight, 9)),
    );
    expect([...psiWeights(arimaProcess(parameters), 1)]).toEqual([1]);
  });
});
