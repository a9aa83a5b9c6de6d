import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { type StlOptions, stl } from '../../src/stats/index.js';
import { robustnessWeights } from '../../src/stats/robustnessWeights.js';

const pattern = [3, -1, -2, 0, 1, 0, -1];
const noisy = Array.from({ length: 98 }, (_, t) => t / 10 + pattern[t % 7]! + Math.sin(t * t));
const replaced = (x: number[], at: number, by: number) => x.map((value, t) => (t === at ? by : value));
const exactLine = { period: 7, seasonalWindow: 7, seasonalDegree: 1 } as const;

describe('stl', () => {
  it.each([70, 73, 76])('recovers a line and a pattern from %s observations', (n) => {
    const x = Array.from({ length: n }, (_, t) => 50 - 0.25 * t + pattern[t % 7]!);
    const { trend, seasonal, remainder, seasonalStrength, trendStrength } = stl(x, exactLine);
    for (let t = 0; t < n; t++) {
      expect(trend[t]).toBeCloseTo(50 - 0.25 * t, 11);
      expect(seasonal[t]).toBeCloseTo(pattern[t % 7]!, 11);
      expect(remainder[t]).toBeCloseTo(0, 11);
    }
    expect([seasonalStrength, trendStrength]).toEqual([1, 1]);
  });

  it('gives a seasonal part that repeats exactly by default, and one that changes with a window', () => {
    const periodic = stl(noisy, { period: 7 });
    expect(periodic.seasonalWindow).toBe('periodic');
    for (let t = 7; t < 98; t++) expect(periodic.seasonal[t]).toBe(periodic.seasonal[t - 7]);
    const windowed = stl(noisy, { period: 7, seasonalWindow: 7 });
    expect(windowed.seasonal[90]).not.toBeCloseTo(windowed.seasonal[6]!, 3);
  });

  it('reports what it used', () => {
    expect(stl(noisy, { period: 7, seasonalWindow: 9 })).toMatchObject({
      period: 7,
      seasonalWindow: 9,
      trendWindow: 13,
      lowPassWindow: 7,
      n: 98,
    });
    expect(stl(noisy, { period: 7, trendWindow: 21, lowPassWindow: 11 })).toMatchObject({
      trendWindow: 21,
      lowPassWindow: 11,
    });
  });

  it('gives frozen results and leaves its input as it is', () => {
    const x = Float64Array.from(noisy);
    expect(Object.isFrozen(stl(x, { period: 7, robust: true }))).toBe(true);
    expect([...x]).toEqual(noisy);
  });

  it('takes the prices of a series', () => {
    const timestamps = noisy.map((_, t) => t * 86_400_000);
    const series = createPriceSeries({ timestamps, prices: noisy.map((value) => value + 9) });
    const bare = stl(series.prices, { period: 7 });
    expect(stl(series, { period: 7 })).toEqual(bare);
  });

  it('keeps an outlier out of trend and seasonal part when robust', () => {
    const x = replaced(noisy, 50, 1000);
    const plain = stl(x, { period: 7 });
    const robust = stl(x, { period: 7, robust: true });
    const clean = stl(noisy, { period: 7, robust: true });
    expect(Math.abs(plain.trend[50]! - clean.trend[50]!)).toBeGreaterThan(50);
    expect(Math.abs(robust.trend[50]! - clean.trend[50]!)).toBeLessThan(0.5);
    expect(robust.weights[50]).toBe(0);
    expect(robust.remainder[50]).toBeGreaterThan(980);
    expect([...plain.weights]).toEqual(noisy.map(() => 1));
  });

  it.each([
    { name: 'constant', x: noisy.map(() => 0.1) },
    { name: 'zero', x: noisy.map(() => 0) },
  ])('has a $name series for its trend, and strengths of 0', ({ x }) => {
    for (const robust of [false, true]) {
      const result = stl(x, { period: 7, robust });
      for (let t = 0; t < x.length; t++) {
        expect(result.trend[t]).toBeCloseTo(x[t]!, 15);
        expect(result.seasonal[t]).toBeCloseTo(0, 15);
      }
      expect([result.seasonalStrength, result.trendStrength]).toEqual([0, 0]);
    }
  });

  it.each([1e-3, 1, 1e6])('finds no season in a line of slope %s', (slope) => {
    const x = Array.from({ length: 500 }, (_, t) => 60_000 + slope * t);
    const result = stl(x, exactLine);
    expect(result).toMatchObject({ seasonalStrength: 0, trendStrength: 1 });
  });

  it('keeps the digits of a small movement at a high level', () => {
    const small = noisy.map((value) => Math.round(value * 1024) / 1024);
    const high = stl(
      small.map((value) => value + 2 ** 40),
      { period: 7, robust: true },
    );
    const low = stl(small, { period: 7, robust: true });
    for (let t = 0; t < 98; t++) expect(high.seasonal[t]).toBeCloseTo(low.seasonal[t]!, 12);
  });

  it.each([
    { x: noisy.slice(0, 14), period: 7, needed: 15 },
    { x: noisy, period: 50, needed: 101 },
    { x: [], period: 2, needed: 5 },
  ])('names the least length: $needed for period $period', ({ x, period, needed }) => {
    expect(() => stl(x, { period })).toThrow(expect.objectContaining({ needed, got: x.length }));
    expect(() => stl(x, { period })).toThrow(InsufficientDataError);
    expect(
      stl(
        Array.from({ length: needed }, (_, t) => Math.sin(t)),
        { period },
      ).n,
    ).toBe(needed);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => stl(replaced(noisy, 3, value), { period: 7 })).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: {}, argument: 'period' },
    { options: { period: 1 }, argument: 'period' },
    { options: { period: 7.5 }, argument: 'period' },
    { options: { period: 7, seasonalWindow: 8 }, argument: 'seasonalWindow' },
    { options: { period: 7, seasonalWindow: 1 }, argument: 'seasonalWindow' },
    { options: { period: 7, seasonalWindow: 'period' }, argument: 'seasonalWindow' },
    { options: { period: 7, trendWindow: 10 }, argument: 'trendWindow' },
    { options: { period: 7, lowPassWindow: -3 }, argument: 'lowPassWindow' },
    { options: { period: 7, seasonalWindow: 7, seasonalDegree: 2 }, argument: 'seasonalDegree' },
    { options: { period: 7, seasonalDegree: 1 }, argument: 'seasonalDegree' },
    { options: { period: 7, trendDegree: 0.5 }, argument: 'trendDegree' },
    { options: { period: 7, lowPassDegree: '1' }, argument: 'lowPassDegree' },
    { options: { period: 7, seasonalJump: 0 }, argument: 'seasonalJump' },
    { options: { period: 7, trendJump: 1.5 }, argument: 'trendJump' },
    { options: { period: 7, lowPassJump: Number.NaN }, argument: 'lowPassJump' },
    { options: { period: 7, robust: 1 }, argument: 'robust' },
    { options: { period: 7, innerIterations: 0 }, argument: 'innerIterations' },
    { options: { period: 7, outerIterations: 5 }, argument: 'outerIterations' },
    { options: { period: 7, robust: true, outerIterations: 0 }, argument: 'outerIterations' },
    { options: { period: 7, seasonWindow: 7 }, argument: 'stl options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => stl(noisy, options as StlOptions)).toThrow(expect.objectContaining({ argument }));
    expect(() => stl(noisy, options as StlOptions)).toThrow(InvalidArgumentError);
  });

  it('suggests the name of an option', () => {
    expect(() => stl(noisy, { period: 7, seasonWindow: 7 } as never)).toThrow(
      'Did you mean "seasonalWindow"?',
    );
  });

  it('refuses a series whose trend overflows', () => {
    const steep = Array.from({ length: 15 }, (_, t) => (t < 8 ? -1 : 1) * Number.MAX_VALUE);
    expect(() => stl(steep, { ...exactLine, seasonalWindow: 3, trendWindow: 5 })).toThrow(
      expect.objectContaining({ argument: 'x' }),
    );
  });
});

describe('robustnessWeights', () => {
  const weightsOf = (remainder: number[]) => {
    const weights = new Float64Array(remainder.length);
    robustnessWeights(Float64Array.from(remainder), new Float64Array(remainder.length), weights);
    return [...weights];
  };

  it('fall from 1 to 0 at six times the median magnitude', () => {
    expect(weightsOf([0, 1, -1, 3, -6])).toEqual([1, (1 - 1 / 36) ** 2, (1 - 1 / 36) ** 2, 0.5625, 0]);
  });

  it('rest on the middle two of an even number', () => {
    expect(weightsOf([0, 1, 2, 9])).toEqual([1, (1 - 1 / 81) ** 2, (1 - 4 / 81) ** 2, 0]);
  });

  it('are 1 for the exact and 0 for the others where most are exact', () => {
    expect(weightsOf([0, 0, 0, 1e-9, -5])).toEqual([1, 1, 1, 0, 0]);
  });
});
