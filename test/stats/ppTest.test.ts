import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { coefficientSurfacePValue } from '../../src/stats/coefficientPValue.js';
import { adfTest, ppTest } from '../../src/stats/index.js';
import { phillipsPerronTable } from '../../src/stats/phillipsPerron.table.js';

const noise = Array.from({ length: 100 }, (_, t) => Math.sin(t * t));
let position = 0;
const walk = noise.map((step) => {
  position += step;
  return position;
});
const runaway = noise.map((value, t) => 1.3 ** t + 0.01 * value);

describe('ppTest', () => {
  it.each(['z-tau', 'z-alpha'] as const)('tells noise from a random walk by %s', (type) => {
    expect(ppTest(noise, { type }).rejectAt(0.01)).toBe(true);
    expect(ppTest(walk, { type }).rejectAt(0.05)).toBe(false);
  });

  it.each([
    { regression: 'none', alternative: 'The series is stationary with mean zero.' },
    { regression: 'drift', alternative: 'The series is stationary around a constant level.' },
    { regression: 'trend', alternative: 'The series is stationary around a linear trend.' },
  ] as const)('states what it tested, with regression $regression', ({ regression, alternative }) => {
    expect(ppTest(walk, { regression, lags: 3 })).toMatchObject({
      regression,
      lags: 3,
      type: 'z-tau',
      n: 100,
      regressionRows: 99,
      pValueMethod: 'mackinnon',
      moments: 'lagged',
      nullHypothesis: 'The series has a unit root.',
      alternativeHypothesis: alternative,
    });
  });

  it.each(['none', 'drift', 'trend'] as const)(
    'is the Dickey-Fuller test when it corrects for no lags, with regression %s',
    (regression) => {
      const { statistic, pValue, criticalValues } = ppTest(walk, { regression, lags: 0 });
      const dickeyFuller = adfTest(walk, { regression, lags: 0 });
      expect(statistic).toBe(dickeyFuller.statistic);
      expect(pValue).toBe(dickeyFuller.pValue);
      expect(criticalValues).toEqual(dickeyFuller.criticalValues);
    },
  );

  it.each([
    { type: 'z-tau', pValueMethod: 'mackinnon', alphas: [0.01, 0.05, 0.1] },
    { type: 'z-tau', pValueMethod: 'interpolation', alphas: [0.01, 0.025, 0.05, 0.1] },
    { type: 'z-alpha', pValueMethod: 'mackinnon', alphas: [0.01, 0.025, 0.05, 0.1] },
    { type: 'z-alpha', pValueMethod: 'interpolation', alphas: [0.01, 0.025, 0.05, 0.1] },
  ] as const)('gives critical values by ascending level: $type, $pValueMethod', ({ alphas, ...options }) => {
    const { criticalValues } = ppTest(walk, options);
    expect(criticalValues.map(({ alpha }) => alpha)).toEqual(alphas);
    const values = criticalValues.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it("has Fuller's critical values of the coefficient at the sizes of his table", () => {
    const { criticalValues } = ppTest(walk.slice(0, 51), { type: 'z-alpha' });
    expect(criticalValues.map(({ value }) => value)).toEqual([-18.9, -15.7, -13.3, -10.7]);
  });

  it.each(['none', 'drift', 'trend'] as const)(
    "has surfaces of the coefficient that give Fuller's asymptotic quantiles their probabilities: %s",
    (regression) => {
      const { quantiles } = phillipsPerronTable[regression];
      for (const [i, probability] of phillipsPerronTable.probabilities.entries()) {
        const { value } = coefficientSurfacePValue(quantiles.at(-1)![i]!, regression);
        // Quantiles of three digits, surfaces of four coefficients.
        expect(Math.abs(value - probability)).toBeLessThan(0.006);
      }
    },
  );

  it.each(['none', 'drift', 'trend'] as const)(
    'has surfaces that rise and have no ends: %s',
    (regression) => {
      const at = [-1e300, -1e3, -60, -30, -20, -15, -14.9, -8.95, -8.85, -2.95, -2.85, 0, 3, 40, 1e300];
      const pValues = at.map((statistic) => coefficientSurfacePValue(statistic, regression).value);
      expect(pValues).toEqual([...pValues].sort((a, b) => a - b));
      expect(pValues[0]).toBe(0);
      expect(pValues.at(-1)).toBe(1);
    },
  );

  it.each(['z-tau', 'z-alpha'] as const)(
    'flags a p-value beyond the table, which then rejects at every level of it or at none: %s',
    (type) => {
      const rejected = ppTest(noise, { type, pValueMethod: 'interpolation' });
      expect(rejected).toMatchObject({ pValue: 0.01, pValueBounded: true });
      expect(rejected.rejectAt(0.01)).toBe(true);
      expect(() => rejected.rejectAt(0.001)).toThrow(InvalidArgumentError);
      const kept = ppTest(runaway, { type, pValueMethod: 'interpolation' });
      expect(kept).toMatchObject({ pValue: 0.99, pValueBounded: true });
      expect(kept.rejectAt(0.99)).toBe(false);
    },
  );

  it('gives a result that cannot be changed', () => {
    expect(Object.isFrozen(ppTest(walk))).toBe(true);
  });

  it.each([
    { name: 'a constant', x: [4, 4, 4, 4, 4, 4], options: {}, reason: 'constant' },
    {
      name: 'a line',
      x: noise.map((_, t) => 2 * t + 1),
      options: { regression: 'trend' },
      reason: 'collinear',
    },
    { name: 'an exact rule', x: noise.map((_, t) => 0.9 ** t), options: {}, reason: 'perfect-fit' },
    {
      name: 'a start alone, whose current levels are all zero',
      x: [5, 0, 0, 0, 0, 0],
      options: { regression: 'none', moments: 'current' },
      reason: 'perfect-fit',
    },
    {
      name: 'an end alone, whose levels before it are all as good as zero',
      x: [1, 0, -1, -1.2e308],
      options: { regression: 'none', moments: 'current' },
      reason: 'perfect-fit',
    },
  ] as const)('refuses $name', ({ x, options, reason }) => {
    expect(() => ppTest(x, options)).toThrow(expect.objectContaining({ reason }));
    expect(() => ppTest(x, options)).toThrow(DegenerateSeriesError);
  });

  it.each([
    { x: [1, 2, 1, 3], options: { regression: 'trend' }, needed: 5 },
    { x: [1, 2, 1], options: {}, needed: 4 },
    { x: [1, 2, 1, 3, 2, 4], options: { lags: 5 }, needed: 7 },
  ] as const)('names the least length: $needed', ({ x, options, needed }) => {
    expect(() => ppTest(x, options)).toThrow(expect.objectContaining({ needed, got: x.length }));
    expect(() => ppTest(x, options)).toThrow(InsufficientDataError);
  });

  it.each([
    { regression: 'trend', x: [1, 2, 1, 3, 2] },
    { regression: 'none', x: [1, 2, 1] },
    { lags: 5, x: [1, 2, 1, 3, 2, 4, 1] },
  ] as const)('takes the least length it names: %o', ({ x, ...options }) => {
    expect(Number.isFinite(ppTest(x, options).statistic)).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => ppTest([1, 2, value, 3, 1, 2])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { regression: 'level' }, argument: 'regression' },
    { options: { lags: 'auto' }, argument: 'lags' },
    { options: { lags: -1 }, argument: 'lags' },
    { options: { type: 'tau' }, argument: 'type' },
    { options: { pValueMethod: 'table' }, argument: 'pValueMethod' },
    { options: { moments: 'lag' }, argument: 'moments' },
    { options: { lag: 1 }, argument: 'ppTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => ppTest(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => ppTest(noise, options as object)).toThrow(InvalidArgumentError);
  });

  it('names the option that was meant', () => {
    expect(() => ppTest(noise, { lag: 1 } as object)).toThrow(/"lags"/);
  });
});
