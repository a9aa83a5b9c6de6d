import { describe, expect, it } from 'vitest';
import {
  type InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { difference, undifference } from '../../src/stats/index.js';

const squares = [1, 4, 9, 16, 25, 36];

describe('difference', () => {
  it.each([
    { options: {}, values: [3, 5, 7, 9, 11] },
    { options: { order: 0 }, values: squares },
    { options: { order: 2 }, values: [2, 2, 2, 2] },
    { options: { period: 2 }, values: [8, 12, 16, 20] },
    { options: { period: 2, order: 1 }, values: [4, 4, 4] },
    { options: { period: 2, seasonalOrder: 2 }, values: [8, 8] },
    { options: { period: 2, seasonalOrder: 0 }, values: squares },
    { options: { period: undefined, order: 1, seasonalOrder: 0 }, values: [3, 5, 7, 9, 11] },
  ])('of the squares with $options are $values', ({ options, values }) => {
    expect([...difference(squares, options).values]).toEqual(values);
  });

  it('carries the values before its first and after its last difference', () => {
    expect(difference(squares, { order: 1, period: 2 })).toEqual({
      values: Float64Array.of(4, 4, 4),
      order: 1,
      seasonalOrder: 1,
      period: 2,
      initial: Float64Array.of(1, 4, 9),
      last: Float64Array.of(16, 25, 36),
    });
    expect(difference(squares, { order: 0 })).toMatchObject({
      initial: new Float64Array(0),
      period: undefined,
    });
  });

  it('takes the prices of a series', () => {
    const series = createPriceSeries({ timestamps: [0, 1, 2], prices: [1, 4, 9] });
    expect([...difference(series).values]).toEqual([3, 5]);
  });

  it('gives arrays of their own', () => {
    const values = Float64Array.from(squares);
    const { values: copy, initial } = difference(values, { order: 0 });
    copy[0] = 99;
    expect(values[0]).toBe(1);
    expect(copy.buffer.byteLength).toBe(8 * squares.length);
    expect(initial).toHaveLength(0);
  });

  it.each([
    { options: {}, x: [1], needed: 2 },
    { options: { order: 3 }, x: [1, 2, 3], needed: 4 },
    { options: { order: 1, period: 24 }, x: squares, needed: 26 },
    { options: { order: 0 }, x: [], needed: 1 },
  ])('needs $needed values with $options', ({ options, x, needed }) => {
    expect(() => difference(x, options)).toThrow(
      expect.objectContaining<Partial<InsufficientDataError>>({
        code: 'insufficient-data',
        needed,
        got: x.length,
      }),
    );
  });

  it.each([
    { name: 'NaN', x: [1, Number.NaN, 2], index: 1 },
    { name: 'an infinite value', x: [1, 2, Number.NEGATIVE_INFINITY], index: 2 },
    { name: 'a difference that overflows', x: [1, 2, -1e308, 1e308], index: 2 },
  ])('refuses $name', ({ x, index }) => {
    expect(() => difference(x)).toThrow(NonFiniteValueError);
    expect(() => difference(x)).toThrow(expect.objectContaining({ index }));
  });

  it.each([
    { options: { order: -1 }, argument: 'order' },
    { options: { order: 0.5 }, argument: 'order' },
    { options: { seasonalOrder: 1 }, argument: 'period' },
    { options: { period: 1 }, argument: 'period' },
    { options: { period: 2, seasonalOrder: -1 }, argument: 'seasonalOrder' },
    { options: { lag: 2 }, argument: 'difference options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => difference(squares, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => difference(squares, options as object)).toThrow(InvalidArgumentError);
  });

  it('names the nearest option', () => {
    expect(() => difference(squares, { seasonOrder: 1 } as object)).toThrow('Did you mean "seasonalOrder"?');
  });
});

describe('undifference', () => {
  const orders = { order: 1, seasonalOrder: 1, period: 2 };

  it('gives the series back', () => {
    expect([...undifference(difference(squares, orders))]).toEqual(squares);
    expect([...undifference(difference(squares, { order: 0 }))]).toEqual(squares);
  });

  it('continues the series a result was made of', () => {
    expect([...undifference([4, 4], difference(squares, orders))]).toEqual([49, 64]);
    expect([...undifference([], difference(squares, orders))]).toEqual([]);
  });

  it('continues after the last values given, however many', () => {
    expect([...undifference([4, 4], { ...orders, last: squares })]).toEqual([49, 64]);
    expect([...undifference([4, 4], { ...orders, last: squares.slice(-3) })]).toEqual([49, 64]);
  });

  it('gives prices back to the last bit where no difference is rounded', () => {
    const prices = Array.from({ length: 500 }, (_, t) => 60_000 * Math.exp(0.1 * Math.sin(t * t)));
    for (const order of [0, 1, 2]) {
      const differences = difference(prices, { order, period: 24 });
      expect([...undifference(differences)]).toEqual(prices);
    }
  });

  it('reads a result that went through JSON', () => {
    const { values, initial, last, ...rest } = difference(squares, orders);
    const stored = JSON.stringify({ ...rest, values: [...values], initial: [...initial], last: [...last] });
    expect([...undifference(JSON.parse(stored))]).toEqual(squares);
  });

  it.each([
    { differences: [1], options: { order: 2, last: [1] }, needed: 2 },
    { differences: [1], options: { period: 3, last: [1, 2] }, needed: 3 },
    { differences: [1], options: { last: [] }, needed: 1 },
  ])('names how many last values it needs: $needed', ({ differences, options, needed }) => {
    expect(() => undifference(differences, options)).toThrow(
      expect.objectContaining({ code: 'insufficient-data', needed, got: options.last.length }),
    );
  });

  it.each([
    { name: 'NaN', differences: [1, Number.NaN], last: [1], index: 1 },
    { name: 'an infinite last value', differences: [1], last: [Number.POSITIVE_INFINITY], index: 0 },
    { name: 'a sum that overflows', differences: [1, 1e308], last: [1e308], index: 1 },
  ])('refuses $name', ({ differences, last, index }) => {
    expect(() => undifference(differences, { last })).toThrow(NonFiniteValueError);
    expect(() => undifference(differences, { last })).toThrow(expect.objectContaining({ index }));
  });

  it.each([
    { differences: [1], options: undefined, argument: 'undifference options' },
    { differences: null, options: undefined, argument: 'differences' },
    { differences: { vals: [1] }, options: undefined, argument: 'differences' },
    { differences: [1], options: { order: 1 }, argument: 'last' },
    { differences: [1], options: { last: [1], lags: 2 }, argument: 'undifference options' },
  ])('refuses $differences with $options', ({ differences, options, argument }) => {
    const call = () => undifference(differences as never, options as never);
    expect(call).toThrow(expect.objectContaining({ argument }));
    expect(call).toThrow(InvalidArgumentError);
  });
});
