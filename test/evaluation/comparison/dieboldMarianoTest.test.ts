import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
} from '../../../src/errors/index.js';
import { dieboldMarianoTest } from '../../../src/evaluation/index.js';
import { createRandomStream } from '../../../src/math/index.js';

const noise = (n: number, seed: number, size = 1) => {
  const { normal } = createRandomStream(seed);
  return Float64Array.from({ length: n }, () => size * normal());
};

describe('dieboldMarianoTest', () => {
  const small = noise(60, 1, 0.5);
  const large = noise(60, 2);

  it('is negative where the first forecast is better, and turns round with the forecasts', () => {
    const test = dieboldMarianoTest(small, large);
    const turned = dieboldMarianoTest(large, small);
    expect(test.statistic).toBeLessThan(0);
    expect(turned.statistic).toBeCloseTo(-test.statistic, 12);
    expect(turned.pValue).toBeCloseTo(test.pValue, 12);
    expect(test.meanDifference / test.standardError).toBeCloseTo(test.statistic, 12);
    expect(test).toMatchObject({
      n: 60,
      degreesOfFreedom: 59,
      horizon: 1,
      power: 2,
      alternative: 'two-sided',
      longRunVariance: 'truncated',
    });
    expect(test.rejectAt(0.05)).toBe(true);
  });

  it('asks in one direction when told to', () => {
    const p = (alternative: 'first-better' | 'second-better') =>
      dieboldMarianoTest(small, large, { alternative }).pValue;
    expect(p('first-better')).toBeCloseTo(dieboldMarianoTest(small, large).pValue / 2, 14);
    expect(p('first-better') + p('second-better')).toBeCloseTo(1, 14);
  });

  it('finds no difference between forecasts with the same losses', () => {
    const test = dieboldMarianoTest(
      small,
      small.map((error) => -error),
      { horizon: 3 },
    );
    expect(test).toMatchObject({ statistic: 0, pValue: 1, standardError: 0, meanDifference: 0 });
  });

  it.each([
    ['negative', [1, 0, 1, 0, 1, 0, 1, 0, 1, 0.5], 2],
    ['zero', [1, 0, 1, 0], 2],
  ])('takes Bartlett weights where the sum of autocovariances is %s', (_what, losses, horizon) => {
    const zero = losses.map(() => 0);
    const test = dieboldMarianoTest(losses, zero, { horizon, power: 1 });
    expect(test.longRunVariance).toBe('bartlett');
    const asked = dieboldMarianoTest(losses, zero, { horizon, power: 1, longRunVariance: 'bartlett' });
    expect(test).toEqual({ ...asked, rejectAt: expect.any(Function) });
    expect(Number.isFinite(test.statistic)).toBe(true);
    expect(test.pValue).toBeGreaterThan(0);
  });

  it('refuses losses that differ by the same number everywhere', () => {
    expect(() => dieboldMarianoTest([2, 2, 2], [1, 1, 1])).toThrow(DegenerateSeriesError);
    expect(() => dieboldMarianoTest([2, 2, 2], [1, 1, 1])).toThrow('they have no variance to test against');
  });

  it('has a finite result for errors of any size, or a typed error', () => {
    for (const size of [1e-150, 1e-100, 1e100, 1e150]) {
      const test = dieboldMarianoTest(
        small.map((error) => size * error),
        large.map((error) => size * error),
      );
      expect(test.statistic).toBeCloseTo(dieboldMarianoTest(small, large).statistic, 9);
    }
    expect(() => dieboldMarianoTest([1e200, 1], [1, 1])).toThrow(
      'errors must be numbers whose power of 2 fits',
    );
  });

  it.each([
    ['as many errors as steps ahead', [1, 2], [2, 1], { horizon: 2 }, InsufficientDataError],
    ['one error', [1], [2], {}, InsufficientDataError],
    ['other lengths', [1, 2, 3], [2, 1], {}, InvalidArgumentError],
    ['a horizon of 0', [1, 2], [2, 1], { horizon: 0 }, InvalidArgumentError],
    ['a power of 0', [1, 2], [2, 1], { power: 0 }, InvalidArgumentError],
    ['a power above 10', [1, 2], [2, 1], { power: 10.5 }, InvalidArgumentError],
    ['an alternative of R', [1, 2], [2, 1], { alternative: 'less' }, InvalidArgumentError],
    ['another variance', [1, 2], [2, 1], { longRunVariance: 'acf' }, InvalidArgumentError],
    ['an unknown option', [1, 2], [2, 1], { h: 1 }, InvalidArgumentError],
  ])('refuses %s', (_what, first, second, options, ErrorClass) => {
    expect(() => dieboldMarianoTest(first, second, options as never)).toThrow(ErrorClass);
  });

  it('rejects a true null hypothesis as often as it says', () => {
    let rejections = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const test = dieboldMarianoTest(noise(40, 2 * seed), noise(40, 2 * seed + 1));
      if (test.rejectAt(0.05)) rejections += 1;
    }
    // 5% of 1000, give or take three standard deviations.
    expect(Math.abs(rejections - 50)).toBeLessThan(21);
  });
});
