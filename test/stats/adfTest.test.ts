import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { adfTest } from '../../src/stats/index.js';

const noise = Array.from({ length: 100 }, (_, t) => Math.sin(t * t));
let position = 0;
const walk = noise.map((step) => {
  position += step;
  return position;
});
const runaway = noise.map((value, t) => 1.3 ** t + 0.01 * value);

describe('adfTest', () => {
  it('tells noise from a random walk', () => {
    expect(adfTest(noise).rejectAt(0.01)).toBe(true);
    expect(adfTest(walk).rejectAt(0.05)).toBe(false);
  });

  it.each([
    { regression: 'none', alternative: 'The series is stationary with mean zero.' },
    { regression: 'drift', alternative: 'The series is stationary around a constant level.' },
    { regression: 'trend', alternative: 'The series is stationary around a linear trend.' },
  ] as const)('states what it tested, with regression $regression', ({ regression, alternative }) => {
    expect(adfTest(walk, { regression, lags: 3 })).toMatchObject({
      regression,
      lags: 3,
      n: 100,
      regressionRows: 96,
      pValueMethod: 'mackinnon',
      nullHypothesis: 'The series has a unit root.',
      alternativeHypothesis: alternative,
    });
  });

  it('gives critical values by ascending level', () => {
    expect(adfTest(walk).criticalValues.map(({ alpha }) => alpha)).toEqual([0.01, 0.05, 0.1]);
    const table = adfTest(walk.slice(0, 51), { pValueMethod: 'interpolation', lags: 0 }).criticalValues;
    expect(table).toEqual([
      { alpha: 0.01, value: -3.58 },
      { alpha: 0.025, value: -3.22 },
      { alpha: 0.05, value: -2.93 },
      { alpha: 0.1, value: -2.6 },
    ]);
  });

  it.each(['none', 'drift', 'trend'] as const)(
    'finds nearly the same p-value by both methods, with regression %s',
    (regression) => {
      // A table of two decimals and an asymptotic surface: a few hundredths at n = 100.
      const [surface, table] = (['mackinnon', 'interpolation'] as const).map(
        (pValueMethod) => adfTest(walk, { regression, pValueMethod }).pValue,
      );
      expect(Math.abs(surface! - table!)).toBeLessThan(0.1);
    },
  );

  it('flags a p-value beyond the table, which then rejects at every level of it or at none', () => {
    const rejected = adfTest(noise, { pValueMethod: 'interpolation' });
    expect(rejected).toMatchObject({ pValue: 0.01, pValueBounded: true });
    expect(rejected.rejectAt(0.01)).toBe(true);
    expect(() => rejected.rejectAt(0.001)).toThrow(InvalidArgumentError);
    const kept = adfTest(runaway, { pValueMethod: 'interpolation', lags: 1 });
    expect(kept).toMatchObject({ pValue: 0.99, pValueBounded: true });
    expect(kept.rejectAt(0.99)).toBe(false);
  });

  it('flags a statistic beyond the surfaces, and judges it at any level', () => {
    const kept = adfTest(runaway, { lags: 1 });
    expect(kept).toMatchObject({ pValue: 1, pValueBounded: true });
    expect(kept.rejectAt(0.999)).toBe(false);
    const saw = noise.map((value, t) => (t % 2) + 0.001 * value);
    const rejected = adfTest(saw, { lags: 0 });
    expect(rejected).toMatchObject({ pValue: 0, pValueBounded: true });
    expect(rejected.rejectAt(1e-9)).toBe(true);
  });

  it.each(['aic', 'bic', 't-stat'] as const)('tries no more than maxLags with %s', (lags) => {
    const seasonal = noise.map((value, t) => Math.sin((2 * Math.PI * t) / 7) + 0.3 * value);
    const free = adfTest(seasonal, { lags }).lags;
    expect(free).toBeGreaterThan(1);
    expect(adfTest(seasonal, { lags, maxLags: 1 }).lags).toBeLessThanOrEqual(1);
  });

  it.each([
    { name: 'a constant', x: noise.map(() => 3), reason: 'constant' },
    { name: 'a line', x: noise.map((_, t) => 0.1 * t), reason: 'collinear' },
    { name: 'a sine wave', x: noise.map((_, t) => Math.sin(t / 4)), reason: 'perfect-fit', lags: 1 },
    { name: 'a constant after its first value', x: [1, 2, 2, 2, 2, 2, 2, 2], reason: 'collinear' },
  ])('refuses $name', ({ x, reason, lags }) => {
    expect(() => adfTest(x, { lags })).toThrow(expect.objectContaining({ reason }));
    expect(() => adfTest(x, { lags })).toThrow(DegenerateSeriesError);
  });

  it.each([
    { regression: 'none', lags: 3, needed: 9 },
    { regression: 'drift', lags: 3, needed: 10 },
    { regression: 'trend', lags: 3, needed: 11 },
    { regression: 'trend', lags: 'cube-root', needed: 5 },
    { regression: 'trend', lags: 'schwert', needed: 5 },
    { regression: 'drift', lags: 'aic', needed: 4 },
  ] as const)(
    'works from $needed observations on with $regression and lags $lags',
    ({ needed, ...options }) => {
      const long = noise.slice(0, needed);
      expect(Number.isFinite(adfTest(long, options).statistic)).toBe(true);
      const short = long.slice(1);
      expect(() => adfTest(short, options)).toThrow(expect.objectContaining({ needed, got: needed - 1 }));
      expect(() => adfTest(short, options)).toThrow(InsufficientDataError);
    },
  );

  it('leaves a short series a degree of freedom', () => {
    // 20 observations, 11 rows for 9 coefficients; one lag more would fit 10 rows exactly.
    expect(adfTest(noise.slice(0, 20), { regression: 'none', lags: 'schwert' })).toMatchObject({
      lags: 8,
      regressionRows: 11,
    });
  });

  it.each([
    { length: 7, lags: 0 },
    { length: 9, lags: 1 },
    { length: 11, lags: 2 },
  ])(
    "takes $lags lags by Schwert's rule around a trend for $length values, as statsmodels",
    ({ length, lags }) => {
      expect(adfTest(noise.slice(0, length), { regression: 'trend', lags: 'schwert' }).lags).toBe(lags);
    },
  );

  it('names the least length for the most lags to try', () => {
    expect(() => adfTest(noise, { lags: 'bic', maxLags: 60 })).toThrow(
      expect.objectContaining({ needed: 124, operation: 'adfTest with maxLags=60' }),
    );
  });

  it('refuses values that are not finite, and does not change those that are', () => {
    expect(() => adfTest([...noise, Number.NEGATIVE_INFINITY])).toThrow(NonFiniteValueError);
    const x = Float64Array.from(noise);
    adfTest(x);
    expect([...x]).toEqual(noise);
  });

  it.each([
    { options: { regression: 'ct' }, argument: 'regression' },
    { options: { lags: 'AIC' }, argument: 'lags' },
    { options: { lags: -1 }, argument: 'lags' },
    { options: { lags: 0.5 }, argument: 'lags' },
    { options: { lags: 'aic', maxLags: -1 }, argument: 'maxLags' },
    { options: { lags: 3, maxLags: 5 }, argument: 'maxLags' },
    { options: { lags: 'schwert', maxLags: 5 }, argument: 'maxLags' },
    { options: { pValueMethod: 'simulation' }, argument: 'pValueMethod' },
    { options: { maxLag: 3 }, argument: 'adfTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => adfTest(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => adfTest(noise, options as object)).toThrow(InvalidArgumentError);
  });
});
