import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { normalQuantile } from '../../src/math/index.js';
import { jarqueBeraTest } from '../../src/stats/index.js';

const normal = Array.from({ length: 500 }, (_, i) => normalQuantile((i + 0.5) / 500));

describe('jarqueBeraTest', () => {
  it('keeps normal quantiles and rejects skewed or heavy-tailed ones', () => {
    expect(jarqueBeraTest(normal).rejectAt(0.1)).toBe(false);
    expect(jarqueBeraTest(normal.map(Math.exp)).rejectAt(0.001)).toBe(true);
    expect(jarqueBeraTest(normal.map((value) => value ** 3)).rejectAt(0.001)).toBe(true);
  });

  it('gives moments of divisor n, the kurtosis not in excess of 3', () => {
    // Deviations -1, -1, -1, 3: moments 3, 6, 21 about the mean.
    const { skewness, kurtosis, statistic, n } = jarqueBeraTest([1, 1, 1, 5]);
    expect(skewness).toBeCloseTo(6 / 3 ** 1.5, 14);
    expect(kurtosis).toBeCloseTo(21 / 9, 14);
    expect(statistic).toBeCloseTo((4 * (36 / 27 + (21 / 9 - 3) ** 2 / 4)) / 6, 14);
    expect(n).toBe(4);
  });

  it('does not lose digits to a level far from zero', () => {
    const grid = [1, 2, 2, 3, 9, 4, 1, 7].map((value) => value / 8);
    const { statistic } = jarqueBeraTest(grid);
    expect(jarqueBeraTest(grid.map((value) => value + 2 ** 40)).statistic).toBeCloseTo(statistic, 13);
  });

  it('refuses a constant', () => {
    expect(() => jarqueBeraTest([2, 2, 2, 2])).toThrow(DegenerateSeriesError);
  });

  it('names the least length', () => {
    expect(() => jarqueBeraTest([1, 2, 4])).toThrow(expect.objectContaining({ needed: 4, got: 3 }));
    expect(() => jarqueBeraTest([1, 2, 4])).toThrow(InsufficientDataError);
  });

  it('refuses values that are not finite, and options', () => {
    expect(() => jarqueBeraTest([1, 2, Number.NaN, 3])).toThrow(NonFiniteValueError);
    expect(() => jarqueBeraTest(normal, { lags: 2 } as never)).toThrow(InvalidArgumentError);
  });
});
