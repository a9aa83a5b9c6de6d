import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { acf, crossCorrelation } from '../../src/stats/index.js';

const noise = Array.from({ length: 60 }, (_, t) => Math.sin(t * t));

describe('crossCorrelation', () => {
  it('peaks at a negative lag where x leads y', () => {
    const x = noise.slice(3);
    const y = noise.slice(0, -3);
    const { lags, values } = crossCorrelation(x, y, { maxLag: 5 });
    expect([...lags]).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]);
    expect(lags[values.indexOf(Math.max(...values))]).toBe(-3);
  });

  it('of a series with itself is its autocorrelation to both sides', () => {
    const { values } = crossCorrelation(noise, noise, { maxLag: 4 });
    const expected = acf(noise, { maxLag: 4 }).values;
    for (let lag = 0; lag <= 4; lag++) {
      expect(values[4 + lag]).toBeCloseTo(expected[lag]!, 14);
      expect(values[4 - lag]).toBeCloseTo(expected[lag]!, 14);
    }
  });

  it('states what it was made of', () => {
    const result = crossCorrelation(noise, [...noise].reverse(), { level: 0.8 });
    expect(result).toMatchObject({ n: 60, level: 0.8 });
    expect(result.values).toHaveLength(2 * 14 + 1);
    expect(result.confidenceBound).toBeCloseTo(1.2815515655446008 / Math.sqrt(60), 15);
    expect(Object.isFrozen(result)).toBe(true);
  });

  it('takes series of the same times and refuses others, naming where they part', () => {
    const x = createPriceSeries({ timestamps: [0, 1, 2, 3], prices: [1, 2, 4, 3] });
    const y = createPriceSeries({ timestamps: [0, 1, 3, 4], prices: [5, 2, 4, 3] });
    expect(crossCorrelation(x, x, { maxLag: 1 }).values[1]).toBeCloseTo(1, 15);
    expect(() => crossCorrelation(x, y)).toThrow(expect.objectContaining({ argument: 'y.timestamps[2]' }));
  });

  it('refuses series of different length', () => {
    expect(() => crossCorrelation(noise, noise.slice(1))).toThrow(
      expect.objectContaining({ argument: 'y.length' }),
    );
  });

  it.each([
    { x: [3, 3, 3], y: [1, 2, 3] },
    { x: [1, 2, 3], y: [3, 3, 3] },
  ])('refuses a constant on either side', ({ x, y }) => {
    expect(() => crossCorrelation(x, y)).toThrow(DegenerateSeriesError);
  });

  it.each([
    { x: [1], options: {}, needed: 2 },
    { x: [1, 2, 3], options: { maxLag: 3 }, needed: 4 },
  ])('names the least length: $needed', ({ x, options, needed }) => {
    expect(() => crossCorrelation(x, x, options)).toThrow(expect.objectContaining({ needed, got: x.length }));
    expect(() => crossCorrelation(x, x, options)).toThrow(InsufficientDataError);
  });

  it('refuses values that are not finite, naming the series', () => {
    expect(() => crossCorrelation([1, 2, 3], [1, Number.NaN, 3])).toThrow(
      expect.objectContaining({ argument: 'y', index: 1 }),
    );
    expect(() => crossCorrelation([1, Number.POSITIVE_INFINITY], [1, 2])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { maxLag: -1 }, argument: 'maxLag' },
    { options: { level: 0 }, argument: 'level' },
    { options: { level: 1 }, argument: 'level' },
    { options: { maxlag: 2 }, argument: 'crossCorrelation options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => crossCorrelation(noise, noise, options as object)).toThrow(
      expect.objectContaining({ argument }),
    );
    expect(() => crossCorrelation(noise, noise, options as object)).toThrow(InvalidArgumentError);
  });
});
