import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { adfTest, zivotAndrewsTest } from '../../src/stats/index.js';
import { zivotAndrewsPValue } from '../../src/stats/zivotAndrewsPValue.js';

const noise = Array.from({ length: 120 }, (_, t) => Math.sin(t * t));
let position = 0;
const walk = noise.map((step) => {
  position += step;
  return position;
});
let level = 0;
const explosion = noise.map((step) => {
  level = 1.05 * level + step;
  return level;
});
const jump = noise.map((value, t) => (t <= 69 ? 9 : 4) + value);
const bend = noise.map((value, t) => 0.2 * Math.max(0, t - 69) + value);
const jumpAndBend = noise.map((value, t) => (t <= 69 ? 0 : 6 + 0.1 * (t - 69)) + value);

describe('zivotAndrewsTest', () => {
  it('finds stationarity around a break that looks like a unit root without it', () => {
    expect(adfTest(jump).rejectAt(0.05)).toBe(false);
    expect(zivotAndrewsTest(jump).rejectAt(0.01)).toBe(true);
    expect(zivotAndrewsTest(walk).rejectAt(0.05)).toBe(false);
    expect(zivotAndrewsTest(walk).trim).toBe(0.15);
  });

  it.each([
    { breakIn: 'level', x: jump },
    { breakIn: 'trend', x: bend },
    { breakIn: 'both', x: jumpAndBend },
  ] as const)('dates a break in $breakIn at the last observation before it', ({ breakIn, x }) => {
    const result = zivotAndrewsTest(x, { breakIn, lags: 1 });
    expect(Math.abs(result.breakIndex - 69)).toBeLessThanOrEqual(breakIn === 'trend' ? 3 : 0);
  });

  it('gives the time of the break of a PriceSeries, and none of bare numbers', () => {
    const timestamps = jump.map((_, t) => Date.UTC(2024, 0, 1 + t));
    const result = zivotAndrewsTest(createPriceSeries({ timestamps, prices: jump }), { lags: 1 });
    expect(result.breakIndex).toBe(69);
    expect(result.breakTimestamp).toBe(Date.UTC(2024, 0, 70));
    expect(zivotAndrewsTest(jump).breakTimestamp).toBeUndefined();
  });

  it.each([
    { breakIn: 'level', change: 'its level', critical: [-5.34, -4.8, -4.58] },
    { breakIn: 'trend', change: 'its slope', critical: [-4.93, -4.42, -4.11] },
    { breakIn: 'both', change: 'its level and slope', critical: [-5.57, -5.08, -4.82] },
  ] as const)('states what it tested, with a break in $breakIn', ({ breakIn, change, critical }) => {
    expect(zivotAndrewsTest(walk, { breakIn, lags: 3, trim: 0.1 })).toMatchObject({
      breakIn,
      lags: 3,
      trim: 0.1,
      n: 120,
      regressionRows: 116,
      criticalValues: [0.01, 0.05, 0.1].map((alpha, i) => ({ alpha, value: critical[i] })),
      nullHypothesis: 'The series has a unit root and no break.',
      alternativeHypothesis: `The series is stationary around a linear trend with one break in ${change}.`,
    });
  });

  it('looks for no break in what is trimmed', () => {
    const early = noise.map((value, t) => (t <= 20 ? 9 : 4) + value);
    expect(zivotAndrewsTest(early, { lags: 0, trim: 0.15 }).breakIndex).toBe(20);
    expect(zivotAndrewsTest(early, { lags: 0, trim: 0.25 }).breakIndex).toBeGreaterThanOrEqual(30);
    const late = [...early].reverse();
    expect(zivotAndrewsTest(late, { lags: 0, trim: 0.15 }).breakIndex).toBe(98);
    expect(zivotAndrewsTest(late, { lags: 0, trim: 0.25 }).breakIndex).toBeLessThanOrEqual(89);
  });

  it('flags a p-value beyond the table, which then rejects at every level of it or at none', () => {
    const rejected = zivotAndrewsTest(noise, { lags: 0 });
    expect(rejected).toMatchObject({ pValue: 0.001, pValueBounded: true });
    expect(rejected.rejectAt(0.001)).toBe(true);
    expect(() => rejected.rejectAt(0.0001)).toThrow(InvalidArgumentError);
    const kept = zivotAndrewsTest(explosion, { lags: 0 });
    expect(kept).toMatchObject({ pValue: 0.99, pValueBounded: true });
    expect(kept.rejectAt(0.99)).toBe(false);
  });

  it.each(['level', 'trend', 'both'] as const)('has p-values that rise with the statistic: %s', (breakIn) => {
    for (const n of [10, 60, 700, 9000]) {
      const pValues = Array.from(
        { length: 60 },
        (_, i) => zivotAndrewsPValue(i / 10 - 7, breakIn, n, 0.12).value,
      );
      expect(pValues).toEqual([...pValues].sort((a, b) => a - b));
    }
  });

  it.each([
    { statistic: -4.809, n: 100 },
    { statistic: -4.793, n: 1000 },
  ])(
    'calls $statistic with $n observations the 5% quantile, as a simulation of its own found',
    (expected) => {
      const { value } = zivotAndrewsPValue(expected.statistic, 'level', expected.n, 0.15);
      // Standard errors of both simulations together: 0.001 and 0.0013.
      expect(Math.abs(value - 0.05)).toBeLessThan(0.004);
    },
  );

  it('takes at most maxLags, and drops lags to the last significant one', () => {
    const wave = noise.map((value, t) => value + 3 * Math.sin(t / 2));
    expect(zivotAndrewsTest(wave, { lags: 'aic', maxLags: 1 }).lags).toBeLessThanOrEqual(1);
    expect(zivotAndrewsTest(wave, { lags: 't-stat', maxLags: 0 }).lags).toBe(0);
    expect(zivotAndrewsTest(walk, { lags: 'schwert' }).lags).toBe(13);
  });

  it('gives a short series the most lags that leave a degree of freedom', () => {
    const short = walk.slice(0, 10);
    expect(zivotAndrewsTest(short, { lags: 'schwert' }).lags).toBe(2);
    expect(zivotAndrewsTest(short, { lags: 'schwert', breakIn: 'both' }).lags).toBe(1);
    expect(() => zivotAndrewsTest(short, { lags: 2 })).not.toThrow();
    expect(() => zivotAndrewsTest(short, { lags: 3 })).toThrow(InsufficientDataError);
  });

  it('gives a result that cannot be changed', () => {
    expect(Object.isFrozen(zivotAndrewsTest(walk))).toBe(true);
  });

  it.each([
    { name: 'a constant', x: noise.map(() => 4), options: {}, reason: 'constant' },
    { name: 'a line', x: noise.map((_, t) => t), options: { lags: 1 }, reason: 'collinear' },
    {
      name: 'a step without noise',
      x: noise.map((_, t) => (t < 60 ? 1 : 2)),
      options: { lags: 0 },
      reason: 'perfect-fit',
    },
    { name: 'an exact rule', x: noise.map((_, t) => 0.9 ** t), options: { lags: 0 }, reason: 'perfect-fit' },
  ] as const)('refuses $name', ({ x, options, reason }) => {
    expect(() => zivotAndrewsTest(x, options)).toThrow(expect.objectContaining({ reason }));
    expect(() => zivotAndrewsTest(x, options)).toThrow(DegenerateSeriesError);
  });

  it.each([
    { options: { lags: 0 }, needed: 6 },
    { options: {}, needed: 6 },
    { options: { lags: 0, breakIn: 'both' }, needed: 7 },
    { options: { lags: 4, breakIn: 'trend' }, needed: 14 },
    { options: { lags: 'aic', maxLags: 4, breakIn: 'both' }, needed: 15 },
  ] as const)('names the least length, $needed, and takes it', ({ options, needed }) => {
    const short = walk.slice(0, needed - 1);
    expect(() => zivotAndrewsTest(short, options)).toThrow(
      expect.objectContaining({ needed, got: needed - 1 }),
    );
    expect(() => zivotAndrewsTest(short, options)).toThrow(InsufficientDataError);
    for (const trim of [0, 1 / 3]) {
      const { statistic } = zivotAndrewsTest(walk.slice(0, needed), { ...options, trim });
      expect(Number.isFinite(statistic)).toBe(true);
    }
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])('refuses %s', (value) => {
    expect(() => zivotAndrewsTest([...noise, value])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { breakIn: 'slope' }, argument: 'breakIn' },
    { options: { trim: 0.4 }, argument: 'trim' },
    { options: { trim: -0.1 }, argument: 'trim' },
    { options: { lags: 'tstat' }, argument: 'lags' },
    { options: { lags: 1.5 }, argument: 'lags' },
    { options: { maxLags: -1 }, argument: 'maxLags' },
    { options: { lags: 3, maxLags: 5 }, argument: 'maxLags' },
    { options: { lags: 'schwert', maxLags: 5 }, argument: 'maxLags' },
    { options: { breakin: 'level' }, argument: 'zivotAndrewsTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => zivotAndrewsTest(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => zivotAndrewsTest(noise, options as object)).toThrow(InvalidArgumentError);
  });

  it('names the option that was meant', () => {
    expect(() => zivotAndrewsTest(noise, { breakin: 'level' } as object)).toThrow(/"breakIn"/);
  });
});
