import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { acf } from '../../src/stats/index.js';

describe('acf', () => {
  it('holds lag 0 first, which is always 1', () => {
    const { values } = acf([3, 1, 4, 1, 5, 9, 2, 6], { maxLag: 3 });
    expect(values).toHaveLength(4);
    expect(values[0]).toBe(1);
  });

  it('divides every autocovariance by n', () => {
    // Deviations -2, -1, 0, 1, 2: products 4 at lag 1, -1 at lag 2, over 10.
    expect([...acf([1, 2, 3, 4, 5], { maxLag: 2 }).values]).toEqual([1, 0.4, -0.1]);
  });

  it('goes to the last lag there is, in a short series', () => {
    expect(acf([1, 2, 1, 4, 3]).values).toHaveLength(5);
  });

  it('takes the prices of a series', () => {
    const series = createPriceSeries({ timestamps: [0, 1, 2, 3, 4], prices: [1, 2, 3, 4, 5] });
    expect(acf(series, { maxLag: 1 }).values[1]).toBe(0.4);
  });

  it('bounds white noise at the level asked for', () => {
    const noise = Array.from({ length: 100 }, (_, t) => Math.sin(t * t));
    expect(acf(noise).confidenceBound).toBeCloseTo(0.1959963984540054, 15);
    expect(acf(noise, { level: 0.8 })).toMatchObject({
      n: 100,
      level: 0.8,
      confidenceBound: 0.12815515655446008,
    });
  });

  it('does not change its input and freezes its result', () => {
    const x = Float64Array.of(1, 5, 2, 7);
    const result = acf(x);
    expect([...x]).toEqual([1, 5, 2, 7]);
    expect(Object.isFrozen(result)).toBe(true);
  });

  it.each([
    { name: 'equal values', x: [7, 7, 7, 7] },
    { name: 'values equal up to rounding', x: [0.3, 0.1 + 0.2, 0.3, 0.3] },
    { name: 'zeros', x: [0, 0, 0] },
  ])('refuses $name as constant', ({ x }) => {
    expect(() => acf(x)).toThrow(expect.objectContaining({ code: 'degenerate-series', reason: 'constant' }));
    expect(() => acf(x)).toThrow(DegenerateSeriesError);
  });

  it.each([
    { x: [], options: {}, needed: 2, operation: 'acf' },
    { x: [1], options: {}, needed: 2, operation: 'acf' },
    { x: [1, 2, 3], options: { maxLag: 3 }, needed: 4, operation: 'acf with maxLag=3' },
  ])('names the least length: $needed for $x.length observations', ({ x, options, needed, operation }) => {
    expect(() => acf(x, options)).toThrow(expect.objectContaining({ needed, got: x.length, operation }));
    expect(() => acf(x, options)).toThrow(InsufficientDataError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, null])(
    'refuses %s among the values, naming where',
    (bad) => {
      const x = [1, 2, bad as number, 4];
      expect(() => acf(x)).toThrow(expect.objectContaining({ index: 2, argument: 'x' }));
      expect(() => acf(x)).toThrow(NonFiniteValueError);
    },
  );

  it.each([
    { options: { maxLag: -1 }, argument: 'maxLag' },
    { options: { maxLag: 1.5 }, argument: 'maxLag' },
    { options: { level: 0 }, argument: 'level' },
    { options: { level: 1 }, argument: 'level' },
    { options: { maxlag: 2 }, argument: 'acf options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => acf([1, 2, 4, 3], options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => acf([1, 2, 4, 3], options as object)).toThrow(InvalidArgumentError);
  });
});
