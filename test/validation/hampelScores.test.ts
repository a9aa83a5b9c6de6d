import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { hampelScores } from '../../src/validation/hampelScores.js';

const values = Array.from({ length: 60 }, (_, k) => Math.sin(k * k) + (k === 33 ? 40 : 0));

describe('hampelScores', () => {
  it.each([3, 4, 10, 59, 100])(
    'with half window %d are the deviations from the median in robust units',
    (half) => {
      const scores = hampelScores(Float64Array.from(values), half);
      values.forEach((value, k) => {
        const window = values.slice(Math.max(0, k - half), k + half + 1);
        const expected = (value - median(window)) / (1.482602218505602 * medianAbsoluteDeviation(window));
        expect(scores[k]).toBeCloseTo(expected, 10);
      });
    },
  );

  it('fall back on the mean deviation where most values are equal', () => {
    const scores = hampelScores(Float64Array.of(1, 1, 1, 8, 1, 1, 1), 3);
    expect(scores[3]).toBeCloseTo(7 / (1.2533141373155003 * 1), 12);
    expect(scores[0]).toBe(0);
  });

  it('are 0 among equal values and for fewer than seven', () => {
    expect([...hampelScores(new Float64Array(9).fill(5), 3)]).toEqual(new Array(9).fill(0));
    expect([...hampelScores(Float64Array.of(1, 1, 50, 1, 1, 1), 3)]).toEqual(new Array(6).fill(0));
  });
});
