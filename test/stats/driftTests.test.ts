import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { cusumTest, kolmogorovSmirnovTest, pageHinkleyTest } from '../../src/stats/index.js';

const wave = (length: number, level = 0) => Array.from({ length }, (_, t) => level + Math.sin(t * t));

describe('kolmogorovSmirnovTest', () => {
  it('says which way and where samples differ', () => {
    const low = [1, 2, 3, 4];
    const high = [3.5, 5, 6, 7];
    const result = kolmogorovSmirnovTest(low, high);
    expect(result).toMatchObject({ statistic: 0.75, location: 3, xLength: 4, yLength: 4, method: 'exact' });
    expect(kolmogorovSmirnovTest(low, high, { alternative: 'less' })).toMatchObject({
      statistic: 0,
      pValue: 1,
    });
    expect(Object.isFrozen(result)).toBe(true);
    expect(result.rejectAt(0.5)).toBe(true);
  });

  it('finds nothing in equal samples, and takes the limit for long ones', () => {
    expect(kolmogorovSmirnovTest([1, 1, 2], [1, 1, 2]).pValue).toBe(1);
    const long = kolmogorovSmirnovTest(wave(1001), wave(1001, 0.1));
    expect(long.method).toBe('asymptotic');
    expect(
      Math.abs(long.pValue / kolmogorovSmirnovTest(wave(1000), wave(1000, 0.1)).pValue - 1),
    ).toBeLessThan(0.3);
  });

  it('joins both series of the limit', () => {
    // Kolmogorov's distribution at 1, from either side of where the series change: 1 - 0.7300003283.
    const near = (n: number) =>
      kolmogorovSmirnovTest(
        [...Array(n).keys()],
        [...Array(n).keys()].map((k) => k + 0.5 + Math.sqrt(2 * n)),
        { method: 'asymptotic' },
      ).pValue;
    expect(near(200)).toBeGreaterThan(0.2);
    expect(near(200)).toBeLessThan(0.35);
  });

  it.each([
    [[], [1], {}, InsufficientDataError],
    [[1], [Number.NaN], {}, NonFiniteValueError],
    [[1], [1], { alternative: 'both' }, InvalidArgumentError],
    [[1], [1], { method: 'fast' }, InvalidArgumentError],
    [[1], [1], { exact: true }, InvalidArgumentError],
  ])('refuses %o, %o, %o', (x, y, options, error) => {
    expect(() => kolmogorovSmirnovTest(x, y, options as never)).toThrow(error);
  });
});

describe('cusumTest', () => {
  const reference = { mean: 0, standardDeviation: 1 };

  it('finds a fall as it finds a rise, and says where it began', () => {
    const x = [...wave(50), ...wave(30, -1.5)];
    const { above, below, detected } = cusumTest(x, { reference });
    expect([detected, above.index]).toEqual([true, null]);
    expect(below.start).toBeGreaterThanOrEqual(48);
    expect(below.index).toBeLessThan(60);
  });

  it('finds in a series what it finds in its mirror image, on the other side', () => {
    const x = [...wave(50), ...wave(30, 1.5)];
    const rise = cusumTest(x, { reference });
    const fall = cusumTest(
      x.map((value) => -value),
      { reference },
    );
    expect(rise.detected).toBe(true);
    expect([rise.detected, rise.above, rise.below]).toEqual([fall.detected, fall.below, fall.above]);
  });

  it('tests nothing where there is nothing', () => {
    expect(cusumTest([], { reference })).toMatchObject({ detected: false, statistic: 0, n: 0 });
  });

  it('knows how often it alarms in vain, also without an allowance', () => {
    // Siegmund (1985): for no drift the run of one side is the square of the threshold and overshoot.
    expect(cusumTest([], { reference, allowance: 0 }).falseAlarmEvery).toBeCloseTo(6.166 ** 2 / 2, 10);
    expect(cusumTest([], { reference, allowance: 1e-3 }).falseAlarmEvery).toBeCloseTo(19.09, 1);
    // By the terms of the exponential: b² times the sum of 2 t^k / (k + 2)!, of which no other shows here.
    const twice = 2 * 4e-6 * 6.166;
    const nearby = (6.166 ** 2 / 2) * (1 + twice / 3);
    expect(cusumTest([], { reference, allowance: 4e-6 }).falseAlarmEvery).toBeCloseTo(nearby, 7);
    expect(Number.isFinite(cusumTest([], { reference, threshold: 1e9 }).falseAlarmEvery)).toBe(true);
  });

  it.each([
    [{ reference: [1] }, InsufficientDataError],
    [{ reference: [2, 2, 2] }, DegenerateSeriesError],
    [{ reference: { mean: 0, standardDeviation: 0 } }, InvalidArgumentError],
    [{ reference: { mean: 0, standardDeviation: 1, n: 3 } }, InvalidArgumentError],
    [{ reference, allowance: -1 }, InvalidArgumentError],
    [{ reference, threshold: 0 }, InvalidArgumentError],
    [{ reference, drift: 1 }, InvalidArgumentError],
    [{}, InvalidArgumentError],
  ])('refuses %o', (options, error) => {
    expect(() => cusumTest([1, 2], options as never)).toThrow(error);
  });
});

describe('pageHinkleyTest', () => {
  it('finds a fall when asked for one', () => {
    const x = [...wave(60), ...wave(60, -1)];
    expect(pageHinkleyTest(x).detected).toBe(false);
    const { detected, start, index } = pageHinkleyTest(x, { direction: 'decrease' });
    expect(detected).toBe(true);
    expect(start).toBeGreaterThan(50);
    expect(index).toBeGreaterThan(60);
  });

  it.each(['increase', 'decrease'] as const)(
    'says that an %s began after the latest least sum',
    (direction) => {
      const shift = direction === 'increase' ? 1.5 : -1.5;
      for (const length of [60, 61, 67, 90]) {
        const { index, start, rises } = pageHinkleyTest([...wave(length), ...wave(60, shift)], { direction });
        expect(start).toBe(rises.subarray(0, index!).lastIndexOf(0) + 1);
      }
    },
  );

  it('finds in a series what it finds in its mirror image, in the other direction', () => {
    const x = [...wave(60), ...wave(60, -1)];
    const { index, rises } = pageHinkleyTest(x, { direction: 'decrease' });
    const mirrored = pageHinkleyTest(x.map((value) => -value));
    expect([mirrored.index, mirrored.rises]).toEqual([index, rises]);
    expect(mirrored).toMatchObject({ direction: 'increase', delta: 0.25, threshold: 10 });
  });

  it('takes two values for a reference', () => {
    expect(pageHinkleyTest([1, 2, 1], { warmup: 2 }).n).toBe(3);
  });

  it('takes an empty series with a reference', () => {
    expect(pageHinkleyTest([], { reference: wave(30) })).toMatchObject({
      detected: false,
      statistic: 0,
      n: 0,
    });
  });

  it.each([
    [wave(29), {}, InsufficientDataError],
    [Array(40).fill(1), {}, DegenerateSeriesError],
    [wave(40), { warmup: 1 }, InvalidArgumentError],
    [wave(40), { delta: -1 }, InvalidArgumentError],
    [wave(40), { threshold: 0 }, InvalidArgumentError],
    [wave(40), { direction: 'up' }, InvalidArgumentError],
    [wave(40), { lambda: 3 }, InvalidArgumentError],
    [[...wave(40), Number.NaN], {}, NonFiniteValueError],
  ])('refuses what it cannot test', (x, options, error) => {
    expect(() => pageHinkleyTest(x, options as never)).toThrow(error);
  });
});
