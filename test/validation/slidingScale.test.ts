import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { meanDeviation, slidingScale } from '../../src/validation/slidingScale.js';

const values = Array.from({ length: 60 }, (_, k) => Math.sin(k * k) + (k === 33 ? 40 : 0));

describe('slidingScale', () => {
  it.each([3, 4, 10, 59, 100])(
    'with half window %d gives the median of the surroundings and their median absolute deviation',
    (half) => {
      const { middles, deviations } = slidingScale(Float64Array.from(values), half);
      for (const k of values.keys()) {
        const window = values.slice(Math.max(0, k - half), k + half + 1);
        expect(middles[k]).toBeCloseTo(median(window), 12);
        expect(deviations[k]).toBeCloseTo(1.482602218505602 * medianAbsoluteDeviation(window), 10);
      }
    },
  );

  it('gives no deviation where most values are equal', () => {
    const { middles, deviations } = slidingScale(Float64Array.of(1, 1, 1, 8, 1, 1, 1), 3);
    expect([...middles]).toEqual(new Array(7).fill(1));
    expect([...deviations]).toEqual(new Array(7).fill(0));
  });

  it('of no values is empty', () => {
    expect(slidingScale(new Float64Array(0), 3).middles).toHaveLength(0);
  });
});

describe('meanDeviation', () => {
  it('is that of the surroundings, as a standard deviation', () => {
    const series = Float64Array.of(1, 1, 1, 8, 1, 1, 1);
    expect(meanDeviation(series, 3, 3, 1)).toBeCloseTo(1.2533141373155003, 12);
    expect(meanDeviation(series, 0, 3, 1)).toBeCloseTo((1.2533141373155003 * 7) / 4, 12);
  });
});
