import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { createPriceSeries, isPriceSeries, type SeriesInput, valuesOf } from '../../src/series/index.js';

const series = createPriceSeries({ timestamps: [0, 1000], prices: [1, 2] });

describe('isPriceSeries', () => {
  it.each([
    ['a series', series, true],
    ['numbers', [1, 2], false],
    ['raw arrays', { timestamps: [0], prices: [1] }, false],
    ['null', null, false],
    ['text', 'series', false],
  ])('judges %s', (_, input, expected) => {
    expect(isPriceSeries(input)).toBe(expected);
  });
});

describe('valuesOf', () => {
  it('gives the prices of a series and a Float64Array as they are', () => {
    const values = Float64Array.of(1, 2);
    expect(valuesOf('x', series)).toBe(series.prices);
    expect(valuesOf('x', values)).toBe(values);
  });

  it('copies plain numbers', () => {
    expect(valuesOf('x', [1, 2])).toEqual(Float64Array.of(1, 2));
  });

  it('names the argument and the position of what is not finite', () => {
    expect(() => valuesOf('x', [1, Number.NaN])).toThrow(NonFiniteValueError);
    expect(() => valuesOf('x', [1, Number.NaN])).toThrow(/^x\[1\] must be a finite number, got NaN/);
    const damaged = { ...series, prices: Float64Array.of(1, Number.NaN) };
    expect(() => valuesOf('x', damaged)).toThrow(/^x\.prices\[1\]/);
  });

  it('names the operation that needs more values', () => {
    const act = () => valuesOf('x', [1], { minLength: 3, operation: 'adfTest' });
    expect(act).toThrow(InsufficientDataError);
    expect(act).toThrow('adfTest needs at least 3 observations, got 1.');
  });

  it.each([['text'], [5], [null], [undefined], [new Float32Array(3)]])('refuses %o', (input) => {
    expect(() => valuesOf('x', input as unknown as SeriesInput)).toThrow(InvalidArgumentError);
  });
});
