import { describe, expect, it } from 'vitest';
import type { ArmaOrders } from '../../../src/models/arima/armaOrders.js';
import { type ArmaCoefficients, armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { createArmaSearch } from '../../../src/models/arima/armaSearch.js';
import { createExactLikelihood } from '../../../src/models/arima/exactLikelihood.js';
import { fitArma } from '../../../src/models/arima/fitArma.js';
import { fixedParametrization } from '../../../src/models/arima/fixedParametrization.js';
import { gaussian, numericalGradient } from './bruteForce.js';
import { likelihoodAt } from './likelihoodAt.js';

const free = Number.NaN;

/** Orders with coefficients well inside the region, ar, ma, sar, sma one after the other. */
const processes: readonly [string, ArmaOrders, readonly number[]][] = [
  ['AR(1)', { p: 1, q: 0, seasonalP: 0, seasonalQ: 0, period: 1 }, [0.6]],
  ['MA(2)', { p: 0, q: 2, seasonalP: 0, seasonalQ: 0, period: 1 }, [0.5, -0.3]],
  ['ARMA(3,2)', { p: 3, q: 2, seasonalP: 0, seasonalQ: 0, period: 1 }, [0.9, -0.5, 0.2, 0.4, 0.3]],
  ['ARMA(2,1)(1,1)[4]', { p: 2, q: 1, seasonalP: 1, seasonalQ: 1, period: 4 }, [0.5, -0.4, 0.3, 0.6, -0.5]],
  ['ARMA(1,0)(2,2)[3]', { p: 1, q: 0, seasonalP: 2, seasonalQ: 2, period: 3 }, [-0.4, 0.5, 0.2, -0.6, 0.25]],
];
const series = Float64Array.from({ length: 60 }, gaussian(17));

function written({ p, q, seasonalP }: ArmaOrders, values: ArrayLike<number>): ArmaCoefficients {
  const all = Float64Array.from(values);
  return {
    ar: all.slice(0, p),
    ma: all.slice(p, p + q),
    sar: all.slice(p + q, p + q + seasonalP),
    sma: all.slice(p + q + seasonalP),
  };
}

const flat = ({ ar, ma, sar, sma }: ArmaCoefficients) => [...ar, ...ma, ...sar, ...sma];

describe.each(processes)('fixedParametrization of %s', (_, orders, coefficients) => {
  const none = Float64Array.from(coefficients, () => free);
  const every = [...coefficients.keys()];

  it('has the polynomials and the determinant of armaParametrization at the same coefficients', () => {
    const usual = armaParametrization(orders);
    // A hair nearer to zero than what it was asked for.
    const expected = usual.set(usual.locate(written(orders, coefficients)));
    const reached = flat(usual.coefficients());
    for (const held of [[], [0], every]) {
      const given = none.map((__, i) => (held.includes(i) ? reached[i]! : free));
      const parametrization = fixedParametrization(orders, given);
      const x = parametrization.locate(usual.coefficients());
      expect([...x]).toEqual(reached.filter((__, i) => !held.includes(i)));
      expect(parametrization.set(x)).toBeCloseTo(expected, 10);
      const close = (values: Float64Array) => Array.from(values, (c) => expect.closeTo(c, 12));
      expect([...parametrization.f.expanded]).toEqual(close(usual.f.expanded));
      expect([...parametrization.m.expanded]).toEqual(close(usual.m.expanded));
      expect(flat(parametrization.coefficients())).toEqual(reached);
    }
  });

  it('has the gradient that differences give, whatever is held', () => {
    const problem = { series, regressors: [Float64Array.from(series, () => 1)], orders, signal: undefined };
    for (const held of [[], [0], [coefficients.length - 1], every.slice(1)]) {
      const given = none.map((__, i) => (held.includes(i) ? coefficients[i]! : free));
      const parametrization = fixedParametrization(orders, given);
      const { valueAt, gradientThere } = createArmaSearch(
        problem,
        createExactLikelihood(problem),
        parametrization,
      );
      const x = parametrization.locate(written(orders, coefficients));
      const gradient = new Float64Array(x.length);
      valueAt(x);
      gradientThere(gradient);
      const numerical = numericalGradient(valueAt, x);
      numerical.forEach((slope, i) => {
        expect(gradient[i]).toBeCloseTo(slope, 5);
      });
    }
  });
});

describe('fixedParametrization', () => {
  const orders = { p: 2, q: 1, seasonalP: 1, seasonalQ: 1, period: 4 };
  const inside = [0.5, -0.4, 0.3, 0.6, -0.5];

  it('has a Jacobian of ones where a coefficient is a coordinate, and zeros elsewhere', () => {
    const given = Float64Array.of(free, 0.1, free, 0.2, free);
    const parametrization = fixedParametrization(orders, given);
    expect(parametrization.size).toBe(3);
    expect([...parametrization.jacobian()]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(parametrization.edges()).toEqual({
      coordinates: [false, false, false],
      coefficients: [false, true, false, true, false],
    });
  });

  it.each<[string, number, number]>([
    ['autoregression that is not stationary', 0, 1.5],
    ['second term outside', 1, -1.1],
    ['autoregression on the unit circle', 1, -1],
    ['moving average that is not invertible', 2, 1.2],
    ['seasonal autoregression that is not stationary', 3, -1],
    ['seasonal moving average that is not invertible', 4, -1.5],
  ])('has an infinite determinant outside the region: %s', (_, at, value) => {
    const x = Float64Array.from(inside);
    const { set } = fixedParametrization(
      orders,
      x.map(() => free),
    );
    expect(set(x)).toBeLessThan(Number.POSITIVE_INFINITY);
    x[at] = value;
    expect(set(x)).toBe(Number.POSITIVE_INFINITY);
    const held = fixedParametrization(
      orders,
      x.map((c, i) => (i === at ? c : free)),
    );
    expect(held.set(held.locate(written(orders, inside)))).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes moving averages on the unit circle', () => {
    const { set } = fixedParametrization(orders, Float64Array.of(free, free, 1, free, -1));
    expect(set(Float64Array.of(0.5, -0.4, 0.6))).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe('a fit with some coefficients held', () => {
  /** The maximum of a function of one variable that rises to it and falls, by golden sections. */
  function highest(of: (x: number) => number, from: number, to: number): number {
    const golden = (Math.sqrt(5) - 1) / 2;
    let [low, high] = [from, to];
    for (let i = 0; i < 60; i++) {
      const width = golden * (high - low);
      if (of(high - width) > of(low + width)) high = low + width;
      else low = high - width;
    }
    return (low + high) / 2;
  }
  const values = (() => {
    const next = gaussian(5);
    const a = Array.from({ length: 160 }, next);
    const w: number[] = [];
    a.forEach((value, t) => {
      w.push(value + 0.4 * (a[t - 1] ?? 0) - 0.3 * (a[t - 4] ?? 0) + 0.6 * (w[t - 1] ?? 0));
    });
    return Float64Array.from(w.slice(20));
  })();

  it.each([
    ['ma1 of ARMA(1,1)', { p: 1, q: 1, seasonalP: 0, seasonalQ: 0, period: 1 }, [free, 0.2]],
    ['ar1 of ARMA(1,1)', { p: 1, q: 1, seasonalP: 0, seasonalQ: 0, period: 1 }, [0.8, free]],
    ['the first term of AR(2)', { p: 2, q: 0, seasonalP: 0, seasonalQ: 0, period: 1 }, [0, free]],
    ['all but sma1', { p: 1, q: 1, seasonalP: 0, seasonalQ: 1, period: 4 }, [0.5, 0.5, free]],
  ] as const)('is the maximum along the line that is left: %s', (_, orders, given) => {
    const along = (x: number) => {
      const { ar, ma, sar, sma } = written(
        orders,
        given.map((c) => (Number.isNaN(c) ? x : c)),
      );
      try {
        return likelihoodAt({ ar, ma, sar, sma, period: orders.period }, { values }).logLikelihood;
      } catch {
        return Number.NEGATIVE_INFINITY;
      }
    };
    const best = highest(along, -0.999, 0.999);
    const fit = fitArma({
      series: values,
      regressors: [],
      orders,
      signal: undefined,
      given: Float64Array.from(given),
    });
    expect(fit.logLikelihood).toBeGreaterThan(along(best) - 1e-8);
    const found = flat(fit.coefficients);
    const at = given.findIndex((c) => Number.isNaN(c));
    expect(found[at]).toBeCloseTo(best, 3);
    expect(found.filter((__, i) => i !== at)).toEqual(given.filter((c) => !Number.isNaN(c)));
  });

  it('is the free fit where nothing is held, or all that it found is', () => {
    const orders = { p: 1, q: 1, seasonalP: 0, seasonalQ: 1, period: 4 };
    const problem = { series: values, regressors: [], orders, signal: undefined };
    const { logLikelihood, coefficients } = fitArma(problem);
    const found = [...coefficients.ar, ...coefficients.ma, ...coefficients.sma];
    const none = Float64Array.from(found, () => free);
    expect(fitArma({ ...problem, given: none }).logLikelihood).toBeCloseTo(logLikelihood, 6);
    const all = fitArma({ ...problem, given: Float64Array.from(found) });
    expect(all.logLikelihood).toBeCloseTo(logLikelihood, 10);
    expect(all.x.length).toBe(0);
  });
});
