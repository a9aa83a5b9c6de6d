import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries, describeTime, type PriceSeriesInput } from '../../src/series/index.js';

const valid: PriceSeriesInput = { timestamps: [0, 1000, 2000], prices: [1, 2, 3] };

describe('createPriceSeries', () => {
  it('copies its input into frozen Float64Arrays', () => {
    const timestamps = [0, 1000, 2000];
    const prices = Float64Array.of(1, 2, 3);
    const series = createPriceSeries({ timestamps, prices, volumes: [0, 1, 2], marketCaps: [5, 6, 7] });
    timestamps[0] = 99;
    prices[0] = 99;
    expect(series).toEqual({
      timestamps: Float64Array.of(0, 1000, 2000),
      prices: Float64Array.of(1, 2, 3),
      volumes: Float64Array.of(0, 1, 2),
      marketCaps: Float64Array.of(5, 6, 7),
      stepMs: 1000,
      coinId: 'unknown',
      vsCurrency: 'usd',
    });
    expect(Object.isFrozen(series)).toBe(true);
  });

  it('leaves out the columns it was not given', () => {
    expect(Object.keys(createPriceSeries(valid))).not.toContain('volumes');
  });

  it('takes the median difference as step, whatever gaps there are', () => {
    expect(createPriceSeries({ timestamps: [0, 10, 20, 500, 510], prices: [1, 1, 1, 1, 1] }).stepMs).toBe(10);
  });

  it('takes a single observation when its step is named', () => {
    expect(createPriceSeries({ timestamps: [5], prices: [1], stepMs: 60_000 }).stepMs).toBe(60_000);
  });

  it('writes the currency in lower case', () => {
    expect(createPriceSeries({ ...valid, vsCurrency: 'EUR' }).vsCurrency).toBe('eur');
  });

  it.each([
    ['repeated', [0, 1000, 1000], 'duplicate', 2],
    ['disordered', [0, 2000, 1000], 'unsorted', 2],
  ])('refuses %s timestamps, naming the first', (_, timestamps, reason, index) => {
    const act = () => createPriceSeries({ ...valid, timestamps });
    expect(act).toThrow(IrregularSeriesError);
    expect(act).toThrow(expect.objectContaining({ reason, index, timestamp: 1000 }));
    expect(act).toThrow(/Sort the observations by time/);
  });

  it.each([
    ['prices', Number.NaN],
    ['prices', Number.POSITIVE_INFINITY],
    ['prices', 0],
    ['prices', -1],
    ['volumes', -1],
    ['marketCaps', Number.NaN],
    ['timestamps', Number.NaN],
  ])('refuses %s holding %d, naming index and value', (column, value) => {
    const act = () => createPriceSeries({ ...valid, [column]: [1, value, 3] });
    expect(act).toThrow(NonFiniteValueError);
    expect(act).toThrow(expect.objectContaining({ argument: column, index: 1, value }));
  });

  it.each([
    ['no observation', { timestamps: [], prices: [] }, 2],
    ['one observation without a step', { timestamps: [1], prices: [1] }, 2],
    ['no observation but a step', { timestamps: [], prices: [], stepMs: 10 }, 1],
  ])('refuses %s', (_, input, needed) => {
    expect(() => createPriceSeries(input)).toThrow(InsufficientDataError);
    expect(() => createPriceSeries(input)).toThrow(expect.objectContaining({ needed }));
  });

  it.each<[string, object, RegExp]>([
    ['arrays of different length', { ...valid, prices: [1, 2] }, /prices\.length must be 3/],
    ['an unknown key', { ...valid, volume: [1, 2, 3] }, /Did you mean "volumes"\?/],
    ['an empty coin', { ...valid, coinId: '' }, /coinId must be a non-empty string/],
    ['a currency that is no text', { ...valid, vsCurrency: 5 }, /vsCurrency must be a non-empty string/],
    ['a step of zero', { ...valid, stepMs: 0 }, /stepMs must be a number above 0/],
    ['prices that are no array', { ...valid, prices: 'abc' }, /prices must be an array/],
  ])('refuses %s', (_, input, message) => {
    const act = () => createPriceSeries(input as PriceSeriesInput);
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(message);
  });
});

describe('describeTime', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [8.64e15, '+275760-09-13T00:00:00.000Z'],
    [1e16, '10000000000000000'],
  ])('writes %d as %s', (timestamp, text) => {
    expect(describeTime(timestamp)).toBe(text);
  });
});
