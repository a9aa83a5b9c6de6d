import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { rollingMean, rollingStandardDeviation } from '../../src/features/index.js';

const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];

const rolled = (input: readonly number[], window: number, statistic: (part: number[]) => number) =>
  input.map((_, end) => (end < window - 1 ? Number.NaN : statistic(input.slice(end - window + 1, end + 1))));

const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;

const expectClose = (actual: Float64Array, expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, k) => {
    if (Number.isNaN(value)) expect(actual[k]).toBeNaN();
    else expect(actual[k]).toBeCloseTo(value, 13);
  });
};

describe('rollingMean', () => {
  it.each([1, 2, 3, 4, 5, 10, 11])('of window %d is the mean of each window', (window) => {
    expectClose(rollingMean(values, { window }), rolled(values, window, mean));
  });

  it('of a constant is that constant, bit for bit', () => {
    expect([...rollingMean(new Array(7).fill(0.1), { window: 3 }).slice(2)]).toEqual([
      0.1, 0.1, 0.1, 0.1, 0.1,
    ]);
  });

  it.each([[[]], [[1, 2]]])('of %o with window 3 is NaN throughout', (input) => {
    expect([...rollingMean(input, { window: 3 })]).toEqual(input.map(() => Number.NaN));
  });
});

describe('rollingStandardDeviation', () => {
  it.each([2, 3, 4, 5, 10, 11])('of window %d is the sample standard deviation of each window', (window) => {
    const expected = rolled(values, window, sampleStandardDeviation);
    expectClose(rollingStandardDeviation(values, { window }), expected);
  });

  it('of a constant is exactly 0, also at a level that rounds', () => {
    expect(rollingStandardDeviation(new Array(50).fill(1e9 + 0.1), { window: 7 }).slice(6)).toEqual(
      new Float64Array(44),
    );
  });

  it('keeps its digits for little noise on a large level, far along the series', () => {
    // Noise in multiples of 2^-20 around 2^30 is exact in the sum, so the noise alone gives the true value.
    const noise = Array.from({ length: 20_000 }, (_, k) => ((k * 7919) % 1024) / 2 ** 20);
    const options = { window: 24 };
    const expected = rollingStandardDeviation(noise, options);
    const actual = rollingStandardDeviation(
      noise.map((value) => 2 ** 30 + value),
      options,
    );
    expect(actual).toEqual(expected);
  });

  it('forgets a huge value as soon as it has left the window', () => {
    const before = [1, 2, 3, 1e15, 1, 2, 3, 1, 2, 3, 1, 2, 3];
    expect([...rollingStandardDeviation(before, { window: 3 }).slice(6)]).toEqual(new Array(7).fill(1));
  });

  it('gives NaN throughout when the window is longer than the input', () => {
    expect(rollingStandardDeviation([1, 2], { window: 3 }).every(Number.isNaN)).toBe(true);
  });
});

describe.each([
  ['rollingMean', rollingMean, 1],
  ['rollingStandardDeviation', rollingStandardDeviation, 2],
])('%s', (_, feature, least) => {
  it.each([[[1, Number.NaN]], [[1, Number.NEGATIVE_INFINITY]]])('refuses %o', (input) => {
    expect(() => feature(input, { window: 2 })).toThrow(NonFiniteValueError);
  });

  it.each([{ window: least - 1 }, { window: 2.5 }, {}, { windows: 3 }])(
    'refuses the options %o',
    (options) => {
      expect(() => feature(values, options as { window: number })).toThrow(InvalidArgumentError);
    },
  );

  it('does not touch its input', () => {
    const input = Float64Array.from(values);
    feature(input, { window: 3 });
    expect([...input]).toEqual(values);
  });
});
