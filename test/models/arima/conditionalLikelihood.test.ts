import { describe, expect, it } from 'vitest';
import type { ArimaOrder, SeasonalOrder } from '../../../src/models/arima/arimaOrder.js';
import type { ArmaOrders } from '../../../src/models/arima/armaOrders.js';
import { armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { createArmaSearch } from '../../../src/models/arima/armaSearch.js';
import { createConditionalLikelihood } from '../../../src/models/arima/conditionalLikelihood.js';
import { trainArima } from '../../../src/models/index.js';
import golden from '../../golden/arima-seasonal/cases.json' with { type: 'json' };
import { gaussian, numericalGradient } from './bruteForce.js';
import { polynomialsOf, type SeasonalCoefficients } from './likelihoodAt.js';

const n = 50;
const series = Float64Array.from({ length: n }, gaussian(23));
const ones = new Float64Array(n).fill(1);
const wave = Float64Array.from({ length: n }, (_, t) => Math.sin(t));

/** By the recursion as it is written, the innovations of the first `from` steps being zero. */
function plainSumOfSquares(w: readonly number[], f: ArrayLike<number>, m: ArrayLike<number>, from: number) {
  const a: number[] = [];
  w.forEach((_, t) => {
    let value = 0;
    if (t >= from) {
      for (let i = 0; i < f.length && i <= t; i++) value += f[i]! * w[t - i]!;
      for (let j = 1; j < m.length && j <= t; j++) value -= m[j]! * a[t - j]!;
    }
    a.push(value);
  });
  return a.reduce((sum, value) => sum + value * value, 0);
}

const cases: readonly [string, SeasonalCoefficients, number][] = [
  ['white noise', {}, 0],
  ['AR(2)', { ar: [0.5, -0.3] }, 2],
  ['MA(2)', { ma: [0.5, 0.2] }, 0],
  ['ARMA(2,1)', { ar: [0.7, -0.2], ma: [-0.6] }, 2],
  ['ARMA(1,1)(1,1)[4]', { ar: [0.4], ma: [0.3], sar: [0.5], sma: [-0.4], period: 4 }, 5],
];
const ordersOf = ({
  ar = [],
  ma = [],
  sar = [],
  sma = [],
  period = 1,
}: SeasonalCoefficients): ArmaOrders => ({
  p: ar.length,
  q: ma.length,
  seasonalP: sar.length,
  seasonalQ: sma.length,
  period,
});

describe.each(cases)('createConditionalLikelihood of %s', (_, coefficients, lost) => {
  const orders = ordersOf(coefficients);
  const { f, m } = polynomialsOf(coefficients);

  it('has the sum of squares of the plain recursion', () => {
    const likelihood = createConditionalLikelihood({ series, regressors: [], orders });
    const sum = plainSumOfSquares([...series], f.expanded, m.expanded, lost);
    expect(likelihood.evaluate(f, m, 0)).toBeCloseTo(((n - lost) / 2) * Math.log(sum / (n - lost)), 10);
    expect(likelihood.point.observed).toBe(n - lost);
    expect(likelihood.point.sumOfSquares).toBeCloseTo(sum, 10);
    expect([...likelihood.residuals().subarray(0, lost)]).toEqual(new Array(lost).fill(0));
  });

  it('has the regression that makes the sum least', () => {
    const likelihood = createConditionalLikelihood({ series, regressors: [ones, wave], orders });
    likelihood.evaluate(f, m, 0);
    const { beta, sumOfSquares } = likelihood.point;
    const at = (b: ArrayLike<number>) =>
      plainSumOfSquares(
        [...series].map((value, t) => value - b[0]! - b[1]! * wave[t]!),
        f.expanded,
        m.expanded,
        lost,
      );
    expect(sumOfSquares).toBeCloseTo(at(beta), 10);
    for (const slope of numericalGradient(at, beta.slice())) expect(slope).toBeCloseTo(0, 6);
  });

  it('has the gradient that differences give', () => {
    for (const regressors of [[], [ones, wave]]) {
      const problem = { series, regressors, orders, signal: undefined };
      const parametrization = armaParametrization(orders);
      const { valueAt, gradientThere } = createArmaSearch(
        problem,
        createConditionalLikelihood(problem),
        parametrization,
      );
      const { ar = [], ma = [], sar = [], sma = [] } = coefficients;
      const [a, b, c, d] = [ar, ma, sar, sma].map((each) => Float64Array.from(each));
      const x = parametrization.locate({ ar: a!, ma: b!, sar: c!, sma: d! });
      const gradient = new Float64Array(x.length);
      valueAt(x);
      gradientThere(gradient);
      const numerical = numericalGradient(valueAt, x);
      expect([...gradient]).toEqual(numerical.map((slope) => expect.closeTo(slope, 5)));
    }
  });
});

describe('createConditionalLikelihood', () => {
  it('is infinite where there is nothing left to explain, and outside the region', () => {
    const { f, m } = polynomialsOf({ ar: [0.5] });
    const orders = ordersOf({ ar: [0.5] });
    const of = (values: Float64Array, regressors: Float64Array[], logDeterminant = 0) =>
      createConditionalLikelihood({ series: values, regressors, orders }).evaluate(f, m, logDeterminant);
    expect(of(new Float64Array(n), [])).toBe(Number.POSITIVE_INFINITY);
    expect(of(series, [new Float64Array(n)])).toBe(Number.POSITIVE_INFINITY);
    expect(of(series, [], Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});

// R 4.2.2: arima(y, order, list(order = seasonal, period = s), method = "CSS", optim.control = list(reltol = 1e-15,
// maxit = 5000)), once more from where that ended; y as in the golden series of the same names.
interface CssCase extends SeasonalCoefficients {
  readonly name: string;
  readonly order: ArimaOrder;
  readonly seasonal?: SeasonalOrder;
}
const fromR: readonly CssCase[] = [
  { name: 'logLynx', order: [2, 0, 0], ar: [1.3842377072, -0.7477757236] },
  { name: 'LakeHuron', order: [1, 0, 1], ar: [0.7671340178], ma: [0.2744046409] },
  { name: 'WWWusage', order: [1, 1, 1], ar: [0.6478107429], ma: [0.5293180164] },
  {
    name: 'logAirPassengers',
    order: [0, 1, 1],
    seasonal: { order: [0, 1, 1], period: 12 },
    ma: [-0.3771622708],
    sma: [-0.5723780851],
  },
  {
    name: 'USAccDeaths',
    order: [1, 1, 0],
    seasonal: { order: [1, 1, 0], period: 12 },
    ar: [-0.4143102174],
    sar: [-0.3550570478],
  },
  { name: 'lh', order: [3, 0, 0], ar: [0.65782377483, -0.06581322372, -0.23483546574] },
];

describe('a fit by the conditional sum of squares', () => {
  const seriesOf = (name: string) => golden.series[name as 'logLynx'] as number[];

  it.each(fromR)('has the coefficients of R: $name', ({ name, order, seasonal, ...terms }) => {
    const { ar = [], ma = [], sar = [], sma = [] } = terms;
    const model = trainArima(seriesOf(name), { order, seasonal, method: 'css' });
    // Both search until the sum of squares, flat at its minimum, changes by no more than rounding.
    const found = Object.entries(model.coefficients).filter(([term]) => term !== 'mean');
    expect(found.map(([, value]) => value)).toEqual(
      [ar, ma, sar, sma].flatMap((each) => Array.from(each)).map((value) => expect.closeTo(value, 4)),
    );
    const exact = trainArima(seriesOf(name), { order, seasonal });
    expect(model.logLikelihood).toBeLessThan(exact.logLikelihood);
  });

  it.each(fromR)(
    'is where the search for the exact maximum may start: $name',
    ({ name, order, seasonal }) => {
      const exact = trainArima(seriesOf(name), { order, seasonal });
      const model = trainArima(seriesOf(name), { order, seasonal, method: 'css-ml' });
      expect(model.logLikelihood).toBeCloseTo(exact.logLikelihood, 6);
      Object.entries(exact.coefficients).forEach(([term, value]) => {
        expect(Math.abs(model.coefficients[term]! - value) / exact.standardErrors[term]!).toBeLessThan(1e-3);
      });
    },
  );

  it.each(['css', 'css-ml'] as const)(
    'holds coefficients, and says when they are impossible: %s',
    (method) => {
      const order = [1, 0, 1] as const;
      const held = trainArima(seriesOf('LakeHuron'), { order, method, fixed: { ma1: 0.2 } });
      expect(held.coefficients['ma1']).toBe(0.2);
      expect(held.standardErrors['ma1']).toBeNull();
      const impossible = { order, method, fixed: { ar1: 1.5 } };
      expect(() => trainArima(seriesOf('LakeHuron'), impossible)).toThrow(
        expect.objectContaining({ name: 'ConvergenceError' }),
      );
    },
  );
});
