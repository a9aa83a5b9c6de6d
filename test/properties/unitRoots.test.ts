import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { ppTest, varianceRatioTest, zivotAndrewsTest } from '../../src/stats/index.js';

/** Series on a grid of 2^-10, so that shifts and scalings by whole numbers are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 40, maxLength: 100 })
  .filter((values) => new Set(values).size > 20)
  .map((values) => values.map((value) => value / 1024));
const powerOfTwo = fc.integer({ min: -900, max: 900 }).map((exponent) => 2 ** exponent);
const shift = fc.integer({ min: -1000, max: 1000 });
const slope = fc.integer({ min: -8, max: 8 });

const ppTrend = (x: number[]) =>
  ppTest(x, { regression: 'trend', lags: 'long', moments: 'current' }).statistic;
const breakInLevel = (x: number[]) => zivotAndrewsTest(x, { lags: 1 }).statistic;
const breakInBoth = (x: number[]) => zivotAndrewsTest(x, { breakIn: 'both', lags: 2, trim: 0 }).statistic;
const statistics = {
  'ppTest with drift': (x: number[]) => ppTest(x).statistic,
  'ppTest of the coefficient': (x: number[]) => ppTest(x, { type: 'z-alpha', lags: 3 }).statistic,
  'ppTest with trend': ppTrend,
  'zivotAndrewsTest of the level': breakInLevel,
  'zivotAndrewsTest of both': breakInBoth,
  varianceRatioTest: (x: number[]) => varianceRatioTest(x).statistic,
  'varianceRatioTest, not robust': (x: number[]) =>
    varianceRatioTest(x, { horizons: 3, robust: false }).statistic,
};

describe.each(Object.entries(statistics))('%s', (_, statistic) => {
  it('does not depend on the scale, to the last bit for a power of two', () => {
    fc.assert(
      fc.property(series, powerOfTwo, (x, scale) => {
        expect(statistic(x.map((value) => value * scale))).toBe(statistic(x));
      }),
    );
  });

  it('does not depend on the level', () => {
    fc.assert(
      fc.property(series, shift, (x, by) => {
        expect(statistic(x.map((value) => value + by))).toBeCloseTo(statistic(x), 8);
      }),
    );
  });

  it('does not depend on the sign', () => {
    fc.assert(
      fc.property(series, (x) => {
        expect(statistic(x.map((value) => -value))).toBeCloseTo(statistic(x), 9);
      }),
    );
  });
});

describe('a line more or less', () => {
  it.each([
    ['ppTest with trend', ppTrend],
    ['zivotAndrewsTest of the level', breakInLevel],
    ['zivotAndrewsTest of both', breakInBoth],
    ['varianceRatioTest', statistics.varianceRatioTest],
  ] as const)('changes nothing for %s', (_, statistic) => {
    fc.assert(
      fc.property(series, slope, (x, by) => {
        expect(statistic(x.map((value, t) => value + by * t))).toBeCloseTo(statistic(x), 7);
      }),
    );
  });

  it('from the break on changes nothing for zivotAndrewsTest at that break', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 20, max: 100 }), (x, by) => {
        // A change so large that no other break can do.
        const at = x.length >> 1;
        const broken = x.map((value, t) => value + (t > at ? 1000 * by : 0));
        expect(zivotAndrewsTest(broken, { lags: 0 }).breakIndex).toBe(at);
      }),
    );
  });
});

describe('a wider search', () => {
  it('finds a statistic no greater', () => {
    fc.assert(
      fc.property(series, fc.constantFrom('level', 'trend', 'both'), (x, breakIn) => {
        const [narrow, middle, wide] = [0.3, 0.15, 0].map((trim) =>
          zivotAndrewsTest(x, { breakIn, lags: 1, trim }),
        );
        expect(middle!.statistic).toBeLessThanOrEqual(narrow!.statistic + 1e-9);
        expect(wide!.statistic).toBeLessThanOrEqual(middle!.statistic + 1e-9);
      }),
    );
  });
});

describe('any numbers', () => {
  const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 })), { maxLength: 40 });
  const tests = [
    (x: number[]) => ppTest(x, { regression: 'none', type: 'z-alpha', moments: 'current' }),
    (x: number[]) => ppTest(x, { regression: 'drift', lags: 'long' }),
    (x: number[]) => ppTest(x, { regression: 'trend', type: 'z-alpha', pValueMethod: 'interpolation' }),
    (x: number[]) => zivotAndrewsTest(x),
    (x: number[]) => zivotAndrewsTest(x, { breakIn: 'both', lags: 't-stat', trim: 0 }),
    (x: number[]) => zivotAndrewsTest(x, { breakIn: 'trend', lags: 1, trim: 1 / 3 }),
    (x: number[]) => varianceRatioTest(x, { horizons: [2, 3] }),
    (x: number[]) => varianceRatioTest(x, { horizons: 2, robust: false, logarithms: true }),
  ];

  it.each(tests)('give a finite statistic with a probability, or a typed error (%#)', (test) => {
    fc.assert(
      fc.property(anything, (x) => {
        try {
          const { statistic, pValue } = test(x);
          expect(Number.isFinite(statistic)).toBe(true);
          expect(pValue).toBeGreaterThanOrEqual(0);
          expect(pValue).toBeLessThanOrEqual(1);
        } catch (error) {
          if (!(error instanceof CoincastError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});
