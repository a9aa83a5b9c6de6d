import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import { rsi } from '../../../src/features/index.js';

// StockCharts, ChartSchool, "Relative Strength Index (RSI)", the spreadsheet cs-rsi.xls: closes of QQQQ from
// 2009-12-14 to 2010-02-01 and the 14-day index, published to two digits.
const closes = [
  44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
  45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
  45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
];
const published = [
  70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
  45.46, 37.3, 33.08, 37.77,
];

describe('rsi', () => {
  it("matches StockCharts' published example", () => {
    const index = rsi(closes);
    expect(index).toHaveLength(closes.length);
    expect(index.subarray(0, 14).every(Number.isNaN)).toBe(true);
    // Half a unit of the last published digit.
    published.forEach((value, k) => {
      expect(Math.abs(index[14 + k]! - value)).toBeLessThanOrEqual(0.005);
    });
  });

  it("follows Wilder's recursion by hand", () => {
    // Period 2, changes +2 -1 +2 -4: gains 1, 1.5, 0.75; losses 0.5, 0.25, 2.125.
    const index = rsi([10, 12, 11, 13, 9], { period: 2 });
    expect(index[2]).toBeCloseTo((100 * 1) / 1.5, 12);
    expect(index[3]).toBeCloseTo((100 * 1.5) / 1.75, 12);
    expect(index[4]).toBeCloseTo((100 * 0.75) / 2.875, 12);
  });

  it.each([
    ['only gains', [1, 2, 3, 5], 100],
    ['only losses', [5, 3, 2, 1], 0],
  ])('of %s is constant', (_, values, expected) => {
    expect([...rsi(values, { period: 2 })]).toEqual([Number.NaN, Number.NaN, expected, expected]);
  });

  it('is 50 until something moves, and refuses a series in which nothing ever does', () => {
    expect(rsi([7, 7, 7, 8], { period: 2 })[2]).toBe(50);
    expect(() => rsi([7, 7, 7, 7], { period: 2 })).toThrow(DegenerateSeriesError);
  });

  it('refuses an input no longer than the period', () => {
    const act = () => rsi(closes.slice(0, 14), { period: 14 });
    expect(act).toThrow(InsufficientDataError);
    expect(act).toThrow('rsi with period=14 needs at least 15 observations, got 14.');
    expect(() => rsi([])).toThrow('rsi needs at least 15 observations, got 0.');
  });

  it('refuses values that are not finite', () => {
    expect(() => rsi([1, 2, Number.NaN], { period: 1 })).toThrow(NonFiniteValueError);
  });

  it.each([{ period: 0 }, { period: 2.5 }, { perod: 14 }])('refuses the options %o', (options) => {
    expect(() => rsi(closes, options)).toThrow(InvalidArgumentError);
  });
});
