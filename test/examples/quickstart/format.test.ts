import { describe, expect, it } from 'vitest';
import { thinned } from '../../../examples/quickstart/src/forecastRows.js';
import {
  cadence,
  plural,
  priceFormat,
  pValue,
  stepsInWords,
} from '../../../examples/quickstart/src/format.js';

const minute = 60_000;

describe('priceFormat', () => {
  it.each([
    [87_003.84, 87_003.84, '87,003.84'],
    [512, 9.5, '9.50'],
    [1.5, 1.23456789, '1.2346'],
    [0.0000123456, 0.0000123456, '0.000012346'],
  ])('at the size of %d writes %d as %s', (size, price, text) => {
    expect(priceFormat(size)(price)).toBe(text);
  });
});

describe('pValue', () => {
  it.each([
    [0.0321, false, 'p = 0.032'],
    [0.0000012, false, 'p < 0.001'],
    [0, true, 'p < 0.001'],
    [0.01, true, 'p < 0.01'],
    [0.1, true, 'p > 0.1'],
    [1, true, 'p > 0.999'],
  ])('writes %d (bounded: %s) as %s', (p, pValueBounded, text) => {
    expect(pValue({ pValue: p, pValueBounded })).toBe(text);
  });
});

describe('lengths of time', () => {
  it.each([
    [24, 60 * minute, '24 hours', 'hourly'],
    [1, 1440 * minute, '1 day', 'daily'],
    [12, 5 * minute, '12 steps of 5 minutes', 'every 5 minutes'],
    [3, 240 * minute, '3 steps of 4 hours', 'every 4 hours'],
    [2, 7 * 1440 * minute, '2 steps of 7 days', 'every 7 days'],
    [2, 1500, '2 steps of 1500 ms', 'every 1500 ms'],
  ])('%d steps of %d ms are %s, %s', (steps, stepMs, length, often) => {
    expect(stepsInWords(steps, stepMs)).toBe(length);
    expect(cadence(stepMs)).toBe(often);
  });

  it('count none, one and many', () => {
    expect([0, 1, 1234].map((count) => plural(count, 'price'))).toEqual([
      'no prices',
      '1 price',
      '1,234 prices',
    ]);
  });
});

describe('thinned', () => {
  it('spreads evenly and keeps the last', () => {
    expect(thinned([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(thinned([1, 2, 3], 6)).toEqual([1, 2, 3]);
    expect(thinned([1], 6)).toEqual([1]);
  });
});
