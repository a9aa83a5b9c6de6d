import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
  SerializationError,
} from '../../../src/errors/index.js';
import { normalQuantile, studentQuantile } from '../../../src/math/index.js';
import { restoreGarch, type TrainGarchOptions, trainGarch } from '../../../src/models/index.js';
import { createPriceSeries, type SeriesInput } from '../../../src/series/index.js';
import { garchAt } from './garchAt.js';
import { pricesOf, simulatedReturns } from './simulatedReturns.js';

const truth = { omega: 1e-5, alpha: 0.06, gamma: 0.08, beta: 0.8 };
const returns = simulatedReturns(truth, { n: 2000, seed: 11, first: 1e-4 });
const prices = pricesOf(returns, 60_000);
const everyOption = (['garch', 'gjr'] as const).flatMap((model) =>
  (['normal', 'student-t'] as const).flatMap((distribution) =>
    (['zero', 'constant'] as const).map((mean) => ({ model, distribution, mean })),
  ),
);

describe('trainGarch', () => {
  it('finds the parameters of a simulated process, within three standard errors', () => {
    const model = trainGarch(prices, { model: 'gjr' });
    for (const [name, value] of Object.entries(truth)) {
      const error = model.standardErrors[name]!;
      expect(Math.abs(model.coefficients[name]! - value)).toBeLessThan(3 * error);
      expect(Math.abs(model.robustStandardErrors[name]! / error - 1)).toBeLessThan(0.3);
    }
    expect(model.persistence).toBeCloseTo(0.9, 1);
    expect(model.isStationary).toBe(true);
    expect(Math.sqrt(model.unconditionalVariance!)).toBeCloseTo(0.01, 3);
    expect(model.convergence).toBe('gradient');
  });

  it.each(everyOption)('is the same for prices and for their log returns: %o', (options) => {
    const ofPrices = trainGarch(prices, options);
    const ofReturns = trainGarch(returns, { ...options, input: 'returns' });
    expect(ofReturns.logLikelihood).toBeCloseTo(ofPrices.logLikelihood, 6);
    for (const [name, value] of Object.entries(ofPrices.coefficients)) {
      expect(Math.abs(ofReturns.coefficients[name]! - value)).toBeLessThan(
        1e-5 * Math.max(Math.abs(value), 1e-3),
      );
    }
    expect(Object.keys(ofPrices.coefficients)).toEqual([
      ...(options.mean === 'constant' ? ['mu'] : []),
      'omega',
      'alpha',
      ...(options.model === 'gjr' ? ['gamma'] : []),
      'beta',
      ...(options.distribution === 'student-t' ? ['nu'] : []),
    ]);
    expect([ofPrices.model, ofPrices.distribution]).toEqual([options.model, options.distribution]);
  });

  it('has no slope left at an estimate inside the region', () => {
    const model = trainGarch(prices);
    const { omega, alpha, beta } = model.coefficients as Record<string, number>;
    const at = (factor: number, name: string) => {
      const moved = { omega: omega!, alpha: alpha!, beta: beta! };
      const presampleVariance = model.toJSON().presampleVariance;
      const other = garchAt({ ...moved, [name]: moved[name as 'omega'] * factor }, prices, {
        presampleVariance,
      });
      const residuals = other.residuals(prices);
      const variances = other.conditionalVariances(prices);
      return residuals.reduce((sum, z, t) => sum + z * z + Math.log(variances[t]!), 0);
    };
    for (const name of ['omega', 'alpha', 'beta']) {
      const slope = (at(1 + 1e-4, name) - at(1 - 1e-4, name)) / 2e-4;
      expect(Math.abs(slope)).toBeLessThan(1e-3);
    }
  });

  it('counts criteria with the number of coefficients', () => {
    const model = trainGarch(prices, { mean: 'constant', distribution: 'student-t' });
    const n = returns.length;
    expect(model.aic).toBe(-2 * model.logLikelihood + 10);
    expect(model.aicc).toBe(model.aic + 60 / (n - 6));
    expect(model.bic).toBe(-2 * model.logLikelihood + 5 * Math.log(n));
  });

  it('holds the persistence at 1 unless it is let go', () => {
    const wild = simulatedReturns({ omega: 0.02, alpha: 0.35, beta: 0.7 }, { n: 600, seed: 4 });
    const bounded = trainGarch(wild, { input: 'returns' });
    expect(bounded.persistence).toBe(1);
    expect(bounded.isStationary).toBe(false);
    expect(bounded.unconditionalVariance).toBeNull();
    expect(bounded.standardErrors['alpha']).toBeGreaterThan(0);
    const { variance, intervals } = bounded.forecast({ horizon: 1000 });
    expect(variance[999]! - variance[998]!).toBeCloseTo(bounded.coefficients['omega']!, 8);
    expect(intervals[1]!.upper.every(Number.isFinite)).toBe(true);
    const free = trainGarch(wild, { input: 'returns', stationary: false });
    expect(free.persistence).toBeGreaterThan(1);
    expect(free.logLikelihood).toBeGreaterThan(bounded.logLikelihood);
    expect(() => free.forecast({ horizon: 100_000 })).toThrow(InvalidArgumentError);
    expect(() => free.forecast({ horizon: 100_000 })).toThrow(/Forecast less far/);
  });

  it('takes another variance for the time before', () => {
    const sample = trainGarch(prices);
    const { presampleVariance } = sample.toJSON();
    expect(presampleVariance).toBeCloseTo(returns.reduce((sum, r) => sum + r * r, 0) / 2000, 12);
    const same = trainGarch(prices, { presampleVariance });
    expect(same.logLikelihood).toBeCloseTo(sample.logLikelihood, 8);
    const other = trainGarch(prices, { presampleVariance: 9 * presampleVariance });
    expect(other.conditionalVariances()[0]).toBeGreaterThan(4 * presampleVariance);
    for (const wrong of [0, -1, Number.NaN, 1e-30, 1e30, 'mean']) {
      expect(() => trainGarch(prices, { presampleVariance: wrong as never })).toThrow(InvalidArgumentError);
    }
  });

  it('is said in words', () => {
    const lines = trainGarch(prices, { model: 'gjr', distribution: 'student-t' }).summary().split('\n');
    expect(lines[0]).toBe('GJR-GARCH(1,1) with Student-t innovations and zero mean');
    expect(lines[2]).toMatch(/^ +estimate +s\.e\. +robust s\.e\.$/);
    expect(lines.slice(3, 8).map((line) => line.split(' ')[0])).toEqual([
      'omega',
      'alpha',
      'gamma',
      'beta',
      'nu',
    ]);
    expect(lines.at(-1)).toMatch(/^log likelihood = -?\d+\.\d\d {3}AIC=-?\d+\.\d\d {3}BIC=-?\d+\.\d\d$/);
  });

  it.each<[string, SeriesInput, new (...args: never[]) => Error, TrainGarchOptions?]>([
    ['5 prices', [100, 101, 99, 102, 100], InsufficientDataError],
    ['20 prices', prices.slice(0, 20), InsufficientDataError],
    ['a constant price', new Array(100).fill(100), DegenerateSeriesError],
    [
      'prices on an exponential',
      Array.from({ length: 50 }, (_, t) => 100 * 1.01 ** t),
      DegenerateSeriesError,
    ],
    ['a zero', prices.map((price, i) => (i === 7 ? 0 : price)), NonFiniteValueError],
    ['a negative price', prices.map((price, i) => (i === 7 ? -price : price)), NonFiniteValueError],
    ['NaN', prices.map((price, i) => (i === 7 ? Number.NaN : price)), NonFiniteValueError],
    ['returns taken for prices', returns, NonFiniteValueError],
    ['constant returns', new Array(100).fill(0.01), DegenerateSeriesError, { input: 'returns' }],
    ['19 returns', returns.slice(0, 19), InsufficientDataError, { input: 'returns' }],
    [
      'a PriceSeries of returns',
      createPriceSeries({ timestamps: prices.map((_, i) => i * 1000), prices }),
      InvalidArgumentError,
      { input: 'returns' },
    ],
    ['an unknown model', prices, InvalidArgumentError, { model: 'egarch' as never }],
    ['an unknown distribution', prices, InvalidArgumentError, { distribution: 'student' as never }],
    ['an unknown mean', prices, InvalidArgumentError, { mean: 'drift' as never }],
    ['an unknown input', prices, InvalidArgumentError, { input: 'price' as never }],
    ['stationary that is no boolean', prices, InvalidArgumentError, { stationary: 1 as never }],
  ])('refuses %s', (_, series, type, options = {}) => {
    expect(() => trainGarch(series, options)).toThrow(type);
  });

  const spike = (at: number) => returns.slice(0, 60).map((r, t) => (t === at ? 50 : r));
  const oddReturns: readonly (readonly [string, readonly number[]])[] = [
    ['an end that stands still', [...returns.slice(0, 60), ...new Array(200).fill(0)]],
    ['a start that stands still', [...new Array(200).fill(0), ...returns.slice(0, 60)]],
    ['mostly zeros', Array.from({ length: 300 }, (_, t) => (t % 50 === 0 ? 0.01 : 0))],
    ['one move', Array.from({ length: 100 }, (_, t) => (t === 40 ? 0.01 : 0))],
    ['two values', Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 0.01 : -0.01))],
    ['rises alone', returns.slice(0, 100).map(Math.abs)],
    ['a spike at the start', spike(0)],
    ['a spike at the end', spike(59)],
    ['growth without end', Array.from({ length: 100 }, (_, t) => Math.sin(t * t) * 1.2 ** t)],
    ['20 returns', returns.slice(0, 20)],
    ['the least returns', returns.slice(0, 100).map((r) => r * 1e-130)],
    ['the largest returns', returns.slice(0, 100).map((r) => r * 1e130)],
  ];
  it.each(
    oddReturns.flatMap(([name, series]) => everyOption.map((options) => [name, options, series] as const)),
  )('is a model with finite numbers for %s: %o', (_, options, series) => {
    const model = trainGarch(series, { ...options, input: 'returns' });
    const { mean, variance, cumulativeVariance, intervals } = model.forecast({ horizon: 50 });
    const { lower, upper } = intervals[1]!;
    for (const values of [mean, variance, cumulativeVariance, lower, upper, model.residuals()]) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
    expect(variance.every((value) => value > 0)).toBe(true);
    for (const value of [...Object.values(model.coefficients), model.logLikelihood, model.persistence]) {
      expect(Number.isFinite(value)).toBe(true);
    }
    restoreGarch(JSON.parse(JSON.stringify(model)));
  });
});

describe('the forecast of GARCH', () => {
  const parameters = { mu: 0.001, omega: 1e-5, alpha: 0.05, gamma: 0.1, beta: 0.8, nu: 5 };
  const model = garchAt(parameters, prices.slice(0, 100));

  it('returns to the unconditional variance at the rate of the persistence', () => {
    const { variance, cumulativeVariance } = model.forecast({ horizon: 400 });
    const level = 1e-5 / 0.1;
    expect(model.unconditionalVariance! / level).toBeCloseTo(1, 12);
    expect(variance[399]! / level).toBeCloseTo(1, 10);
    expect((variance[3]! - level) / (variance[2]! - level)).toBeCloseTo(0.9, 10);
    expect(cumulativeVariance[399]).toBe(variance.reduce((sum, value) => sum + value, 0));
  });

  it('has a mean that grows with mu, and intervals of the innovations around it on the logarithmic scale', () => {
    const { mean, intervals, cumulativeVariance } = model.forecast({ horizon: 9, levels: [0.9] });
    const last = prices[99]!;
    const q = studentQuantile(0.95, 5) * Math.sqrt(3 / 5);
    mean.forEach((value, h) => {
      expect(value / (last * Math.exp(0.001 * (h + 1)))).toBeCloseTo(1, 12);
      const factor = Math.exp(q * Math.sqrt(cumulativeVariance[h]!));
      expect(intervals[0]!.upper[h]! / (value * factor)).toBeCloseTo(1, 12);
      expect((intervals[0]!.lower[h]! * factor) / value).toBeCloseTo(1, 12);
    });
  });

  it('of zero mean is the last price, and of returns has an own interval for each step', () => {
    const { mu: _, nu: __, ...centred } = parameters;
    expect([...garchAt(centred, prices).forecast({ horizon: 3 }).mean]).toEqual(
      new Array(3).fill(prices.at(-1)),
    );
    const ofReturns = garchAt({ mu: 0.001, ...centred }, returns, { input: 'returns' });
    const { mean, variance, intervals } = ofReturns.forecast({ horizon: 30, levels: [0.95] });
    expect([...mean]).toEqual(new Array(30).fill(0.001));
    expect(intervals[0]!.upper[29]).toBeCloseTo(0.001 + normalQuantile(0.975) * Math.sqrt(variance[29]!), 14);
  });

  it.each(['prices', 'returns'] as const)('by paths has their quantiles: %s', (input) => {
    const model = garchAt(parameters, input === 'prices' ? prices : returns, { input });
    const options = { horizon: 24, method: 'paths', paths: 20_000, seed: 3, levels: [0.5, 0.9] } as const;
    const sampled = model.forecast(options);
    const analytic = model.forecast({ horizon: 24, levels: [0.5, 0.9] });
    expect(sampled.mean).toEqual(analytic.mean);
    expect(sampled.variance).toEqual(analytic.variance);
    expect(sampled.paths!.length).toBe(20_000);
    const width = (of: typeof sampled, level: number, h: number) =>
      of.intervals[level]!.upper[h]! - of.intervals[level]!.lower[h]!;
    // Exact one step ahead, so that only sampling tells them apart; an approximation beyond.
    expect(Math.abs(width(sampled, 1, 0) / width(analytic, 1, 0) - 1)).toBeLessThan(0.03);
    expect(Math.abs(width(sampled, 1, 23) / width(analytic, 1, 23) - 1)).toBeLessThan(0.12);
    const moments = sampled.paths!.map((path) =>
      input === 'prices'
        ? Math.log(path[23]! / model.forecast({ horizon: 24 }).mean[23]!)
        : path[23]! - 0.001,
    );
    const expected = input === 'prices' ? sampled.cumulativeVariance[23]! : sampled.variance[23]!;
    const mean = moments.reduce((sum, value) => sum + value ** 2, 0) / moments.length;
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.1);
  });

  it('by paths depends on the seed, and not on the horizon', () => {
    const of = (seed: number, horizon: number) =>
      model.forecast({ horizon, method: 'paths', paths: 50, seed }).intervals[0]!.upper;
    expect(of(1, 5)).toEqual(of(1, 9).slice(0, 5));
    expect(of(1, 5)).not.toEqual(of(2, 5));
  });

  it.each<[string, object]>([
    ['an unknown method', { method: 'gaussian' }],
    ['paths without the method', { paths: 10 }],
    ['a seed without the method', { seed: 10 }],
    ['one path', { method: 'paths', paths: 1 }],
    ['too many numbers', { method: 'paths', paths: 100_000, horizon: 1000 }],
    ['a seed that is no integer', { method: 'paths', seed: 0.5 }],
  ])('refuses %s', (_, options) => {
    expect(() => model.forecast({ horizon: 3, ...options } as never)).toThrow(InvalidArgumentError);
  });
});

describe('a GARCH model in use', () => {
  const model = trainGarch(prices.slice(0, 500), { model: 'gjr', mean: 'constant' });

  it('replaces its last observation as if it had never seen the other', () => {
    const open = model.append([prices[500]! * 1.05]);
    const closed = open.append([prices[500]!, prices[501]!], { replaceLast: true });
    expect(closed.toJSON()).toEqual(model.append(prices.slice(500, 502)).toJSON());
    const fresh = model.append([prices[499]! * 0.9], { replaceLast: true });
    expect(fresh.training.n).toBe(500);
    expect(fresh.forecast({ horizon: 1 }).variance[0]).not.toBe(model.forecast({ horizon: 1 }).variance[0]);
  });

  it('replaces on the grid of a PriceSeries', () => {
    const hour = 3_600_000;
    const of = (from: number, to: number) =>
      createPriceSeries({
        timestamps: prices.slice(from, to).map((_, i) => (from + i) * hour),
        prices: prices.slice(from, to),
        stepMs: hour,
      });
    const timed = trainGarch(of(0, 300));
    const replaced = timed.append(of(299, 302), { replaceLast: true });
    expect(replaced.toJSON()).toEqual(timed.append(of(300, 302)).toJSON());
    expect(() => timed.append(of(300, 302), { replaceLast: true })).toThrow(/not one step/);
  });

  it.each<[string, SeriesInput, object]>([
    ['nothing in place of the last', [], { replaceLast: true }],
    ['an unknown option', [1], { replace: true }],
    ['replaceLast that is no boolean', [1], { replaceLast: 1 }],
    ['a price of zero', [0], {}],
  ])('refuses to append %s', (_, observations, options) => {
    expect(() => model.append(observations, options)).toThrow();
  });

  it('refuses returns that are out of all proportion, and a PriceSeries of them', () => {
    const ofReturns = trainGarch(returns.slice(0, 100), { input: 'returns' });
    expect(() => ofReturns.append([1e200])).toThrow(NonFiniteValueError);
    const series = createPriceSeries({ timestamps: [0, 1], prices: [1, 2] });
    expect(() => ofReturns.append(series)).toThrow(InvalidArgumentError);
    expect(() => ofReturns.residuals(series)).toThrow(InvalidArgumentError);
  });

  it('remembers its filtered series when fresh, and otherwise needs it', () => {
    const restored = restoreGarch(JSON.parse(JSON.stringify(model)));
    expect(restored.conditionalVariances(prices.slice(0, 500))).toEqual(model.conditionalVariances());
    expect(restored.residuals(prices.slice(0, 500))).toEqual(model.residuals());
    expect(() => restored.residuals()).toThrow(/pass it/);
    model.residuals().fill(0);
    const z = model.residuals();
    expect(z.reduce((sum, value) => sum + value ** 2, 0) / z.length).toBeCloseTo(1, 1);
  });

  it.each<[string, object]>([
    ['an asymmetry that makes a reaction negative', { gamma: -1 }],
    ['beta above 1', { beta: 1.01 }],
    ['too few degrees of freedom', { nu: 2 }],
    ['a coefficient without standard errors', { nu: 5 }],
    ['robust errors of another length', { robustStandardErrors: [1] }],
    ['no price before the last', { previousValue: undefined }],
    ['returns with a price before the last', { input: 'returns' }],
    ['a last price of zero', { lastValue: 0 }],
    ['a variance of zero', { variance: 0 }],
  ])('refuses a state with %s', (_, spoil) => {
    const state = JSON.parse(JSON.stringify({ ...model.toJSON(), ...spoil }));
    expect(() => restoreGarch(state)).toThrow(SerializationError);
  });
});
