import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { kpssTest } from '../../src/stats/index.js';
import { kpssLags } from '../../src/stats/kpssLags.js';

const climb = Array.from({ length: 100 }, (_, t) => t + Math.sin(t));
const noise = Array.from({ length: 100 }, (_, t) => Math.sin(t * t));

describe('kpssTest', () => {
  it('tells a climb from noise around a level, and from noise around a line', () => {
    expect(kpssTest(climb, { regression: 'level' }).rejectAt(0.05)).toBe(true);
    expect(kpssTest(climb, { regression: 'trend' }).rejectAt(0.05)).toBe(false);
    expect(kpssTest(noise).rejectAt(0.05)).toBe(false);
  });

  it('states what it tested', () => {
    expect(kpssTest(noise)).toMatchObject({
      regression: 'level',
      lags: 4,
      n: 100,
      nullHypothesis: 'The series is stationary around a constant level.',
    });
    expect(kpssTest(noise, { regression: 'trend', lags: 7 })).toMatchObject({ regression: 'trend', lags: 7 });
  });

  it('gives critical values by ascending level', () => {
    expect(kpssTest(noise, { regression: 'trend' }).criticalValues).toEqual([
      { alpha: 0.01, value: 0.216 },
      { alpha: 0.025, value: 0.176 },
      { alpha: 0.05, value: 0.146 },
      { alpha: 0.1, value: 0.119 },
    ]);
  });

  it('flags a p-value beyond the table, which then rejects at every level of it or at none', () => {
    const rejected = kpssTest(climb);
    expect(rejected).toMatchObject({ pValue: 0.01, pValueBounded: true });
    expect([0.01, 0.05, 0.1].map(rejected.rejectAt)).toEqual([true, true, true]);
    const kept = kpssTest(noise);
    expect(kept).toMatchObject({ pValue: 0.1, pValueBounded: true });
    expect([0.01, 0.05, 0.1].map(kept.rejectAt)).toEqual([false, false, false]);
  });

  it.each([0.005, 0.2, Number.NaN])(
    'refuses to judge at level %s, which the table does not cover',
    (alpha) => {
      expect(() => kpssTest(noise).rejectAt(alpha)).toThrow(InvalidArgumentError);
    },
  );

  it('takes no more lags than there are', () => {
    expect(kpssTest([1, 2, 1], { lags: 'long' }).lags).toBe(2);
  });

  it('takes none automatically where residuals have no variance to weigh', () => {
    expect(kpssLags(new Float64Array(30), 'auto')).toBe(0);
  });

  it.each([
    { name: 'a constant', x: [4, 4, 4, 4], regression: 'level', reason: 'constant' },
    {
      name: 'a line, around a trend',
      x: climb.map((_, t) => 0.1 * t),
      regression: 'trend',
      reason: 'perfect-fit',
    },
  ] as const)('refuses $name', ({ x, regression, reason }) => {
    expect(() => kpssTest(x, { regression })).toThrow(expect.objectContaining({ reason }));
    expect(() => kpssTest(x, { regression })).toThrow(DegenerateSeriesError);
  });

  it.each([
    { x: [1, 2], options: {}, needed: 3 },
    { x: [1, 2], options: { lags: 0 }, needed: 3 },
    { x: [1, 2, 4, 3], options: { lags: 4 }, needed: 5 },
  ])('names the least length: $needed', ({ x, options, needed }) => {
    expect(() => kpssTest(x, options)).toThrow(expect.objectContaining({ needed, got: x.length }));
    expect(() => kpssTest(x, options)).toThrow(InsufficientDataError);
  });

  it('refuses values that are not finite', () => {
    expect(() => kpssTest([1, 2, Number.NaN, 3])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { regression: 'drift' }, argument: 'regression' },
    { options: { lags: 'shrt' }, argument: 'lags' },
    { options: { lags: -1 }, argument: 'lags' },
    { options: { lags: 1.5 }, argument: 'lags' },
    { options: { nlags: 1 }, argument: 'kpssTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => kpssTest(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => kpssTest(noise, options as object)).toThrow(InvalidArgumentError);
  });
});
