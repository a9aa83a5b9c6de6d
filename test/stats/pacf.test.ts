import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { acf, pacf } from '../../src/stats/index.js';

const noise = Array.from({ length: 100 }, (_, t) => Math.sin(t * t));

describe('pacf', () => {
  it('begins at lag 1, where it is the autocorrelation', () => {
    const { values } = pacf(noise, { maxLag: 5 });
    expect(values).toHaveLength(5);
    expect(values[0]).toBe(acf(noise, { maxLag: 1 }).values[1]);
  });

  it('allows at lag 2 for what lag 1 explains', () => {
    // Autocorrelations 0.4 and -0.1: (-0.1 - 0.4²) / (1 - 0.4²).
    expect(pacf([1, 2, 3, 4, 5], { maxLag: 2 }).values[1]).toBeCloseTo(-0.26 / 0.84, 15);
  });

  it('vanishes past the order of an autoregression', () => {
    let last = 0;
    const autoregression = Array.from({ length: 4000 }, (_, t) => {
      last = 0.8 * last + Math.sin(t * t);
      return last;
    });
    const { values, confidenceBound } = pacf(autoregression, { maxLag: 4 });
    expect(values[0]).toBeCloseTo(0.8, 1);
    for (const value of values.subarray(1)) expect(Math.abs(value)).toBeLessThan(3 * confidenceBound);
  });

  it('finds the root of an explosive series by least squares, not from autocorrelations', () => {
    const growth = noise.map((value, t) => 1.1 ** t + value / 10);
    expect(pacf(growth, { maxLag: 1, method: 'least-squares' }).values[0]).toBeCloseTo(1.1, 3);
    expect(pacf(growth, { maxLag: 1 }).values[0]).toBeLessThan(1);
  });

  it.each([
    { n: 2, method: 'yule-walker', lags: 1 },
    { n: 9, method: 'yule-walker', lags: 8 },
    { n: 9, method: 'least-squares', lags: 3 },
    { n: 100, method: 'least-squares', lags: 20 },
  ] as const)('goes to lag $lags of $n observations by $method', ({ n, method, lags }) => {
    expect(pacf(noise.slice(0, n), { method }).values).toHaveLength(lags);
  });

  it('takes the prices of a series, and bounds white noise at the level asked for', () => {
    const series = createPriceSeries({ timestamps: [0, 1, 2, 3, 4], prices: [1, 2, 3, 4, 5] });
    const result = pacf(series, { maxLag: 1, level: 0.8 });
    expect(result).toMatchObject({ n: 5, level: 0.8 });
    expect(result.values[0]).toBe(0.4);
    expect(result.confidenceBound).toBeCloseTo(1.2815515655446008 / Math.sqrt(5), 15);
    expect(Object.isFrozen(result)).toBe(true);
  });

  it.each([
    { name: 'a constant', x: [4, 4, 4, 4, 4, 4], method: 'yule-walker', reason: 'constant' },
    { name: 'a constant', x: [4, 4, 4, 4, 4, 4], method: 'least-squares', reason: 'constant' },
    {
      name: 'an alternation, whose lags are one column',
      x: noise.map((_, t) => t % 2),
      method: 'least-squares',
      reason: 'collinear',
    },
  ] as const)('refuses $name by $method', ({ x, method, reason }) => {
    expect(() => pacf(x, { maxLag: 2, method })).toThrow(expect.objectContaining({ reason }));
    expect(() => pacf(x, { maxLag: 2, method })).toThrow(DegenerateSeriesError);
  });

  it('says when the lags predict the series to the precision of numbers', () => {
    const smooth = Array.from({ length: 400 }, (_, t) => (t - 199.5) * Math.exp(-(((t - 199.5) / 20) ** 2)));
    expect(() => pacf(smooth, { maxLag: 30 })).toThrow(expect.objectContaining({ reason: 'perfect-fit' }));
  });

  it.each([
    { x: [1], options: {}, needed: 2, operation: 'pacf' },
    { x: [1, 2, 3], options: { maxLag: 3 }, needed: 4, operation: 'pacf with maxLag=3' },
    {
      x: [1, 2, 4, 3, 5],
      options: { maxLag: 2, method: 'least-squares' },
      needed: 6,
      operation: 'pacf with maxLag=2',
    },
  ] as const)('names the least length: $needed', ({ x, options, needed, operation }) => {
    expect(() => pacf(x, options)).toThrow(expect.objectContaining({ needed, got: x.length, operation }));
    expect(() => pacf(x, options)).toThrow(InsufficientDataError);
  });

  it('refuses values that are not finite', () => {
    expect(() => pacf([1, 2, Number.NaN, 3])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { maxLag: 0 }, argument: 'maxLag' },
    { options: { level: 1 }, argument: 'level' },
    { options: { method: 'ols' }, argument: 'method' },
    { options: { maxlag: 2 }, argument: 'pacf options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => pacf(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => pacf(noise, options as object)).toThrow(InvalidArgumentError);
  });
});
