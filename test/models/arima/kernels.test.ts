import { describe, expect, it } from 'vitest';
import { armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { armaPolynomials } from '../../../src/models/arima/armaPolynomials.js';
import { burg } from '../../../src/models/arima/burg.js';
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
import { stationaryRoot } from '../../../src/models/arima/stationaryRoot.js';
import { covarianceMatrix, expansion, gaussian, numericalGradient } from './bruteForce.js';

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
  const { f, m } = armaPolynomials(ar, [0.4, -0.2]);

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

  it('sees the sample through the impulse response', () => {
    const n = 12;
    const psi = new Float64Array(n);
    const length = impulseResponse(psi, m, 2, n);
    expect([...psi]).toEqual(close(expansion(m, [1], n)));
    expect(length).toBe(n);
    const G = new Float64Array(9);
    impulseGram(G, new Float64Array(n), psi, length, m, 2, 3, n);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let t = Math.max(i, j); t < n; t++) sum += psi[t - i]! * psi[t - j]!;
        expect(G[i * 3 + j]).toBeCloseTo(sum, 12);
      }
    }
  });

  it('stops where the impulse response has died out', () => {
    const psi = new Float64Array(1000);
    expect(impulseResponse(psi, Float64Array.of(1), 0, 1000)).toBe(1);
    expect(impulseResponse(psi, Float64Array.of(1, 0.1), 1, 1000)).toBe(17);
    expect(impulseResponse(psi, Float64Array.of(1, 0, 0, 0.1), 3, 1000)).toBeGreaterThan(45);
    expect(impulseResponse(psi, Float64Array.of(1, -1), 1, 1000)).toBe(1000);
  });
});

describe('armaParametrization', () => {
  it('finds the place of coefficients it can reach', () => {
    const parametrization = armaParametrization(2, 2);
    const coefficients = { ar: Float64Array.of(0.5, 0.3), ma: Float64Array.of(-0.4, 0.6) };
    parametrization.set(parametrization.locate(coefficients));
    const { ar, ma } = parametrization.coefficients();
    // The partial autocorrelations fall short of tanh by a hundred-millionth.
    expect([...ar]).toEqual(close([0.5, 0.3], 7));
    expect([...ma]).toEqual(close([-0.4, 0.6]));
  });

  it('gives a stationary and invertible process everywhere', () => {
    const parametrization = armaParametrization(3, 2);
    for (let trial = 0; trial < 50; trial++) {
      parametrization.set(noise(5).map((value) => 3 * value));
      const { ar, ma } = parametrization.coefficients();
      expect(partialsFromCoefficients(ar)).toBeDefined();
      expect(partialsFromCoefficients(ma.map((c) => -0.999999 * c))).toBeDefined();
    }
  });

  it('has the Jacobian that differences give', () => {
    const parametrization = armaParametrization(2, 3);
    const x = noise(5);
    parametrization.set(x);
    const jacobian = parametrization.jacobian();
    for (let row = 0; row < 5; row++) {
      const numerical = numericalGradient((at) => {
        parametrization.set(at);
        const { ar, ma } = parametrization.coefficients();
        return [...ar, ...ma][row]!;
      }, x);
      expect([...jacobian.subarray(row * 5, row * 5 + 5)]).toEqual(close(numerical, 7));
    }
  });

  it('says which coordinates are on the edge', () => {
    const parametrization = armaParametrization(2, 2);
    parametrization.set(Float64Array.of(20, 0, Math.PI / 2 - 1e-3, 0.1));
    expect(parametrization.onEdge()).toEqual([true, false, true, false]);
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
