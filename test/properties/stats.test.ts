import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { acf, adfTest, kpssTest, ljungBoxTest } from '../../src/stats/index.js';

/** Series on a grid of 2^-10, so that shifts and scalings by whole numbers are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 30, maxLength: 120 })
  .filter((values) => new Set(values).size > 15)
  .map((values) => values.map((value) => value / 1024));
const powerOfTwo = fc.integer({ min: -900, max: 900 }).map((exponent) => 2 ** exponent);
const shift = fc.integer({ min: -1000, max: 1000 });

const statistics = {
  'acf at lag 3': (x: number[]) => acf(x, { maxLag: 3 }).values[3]!,
  ljungBoxTest: (x: number[]) => ljungBoxTest(x, { lags: 6 }).statistic,
  'kpssTest around a level': (x: number[]) => kpssTest(x).statistic,
  'kpssTest around a trend': (x: number[]) => kpssTest(x, { regression: 'trend', lags: 'long' }).statistic,
  'adfTest with drift': (x: number[]) => adfTest(x, { regression: 'drift', lags: 2 }).statistic,
  'adfTest with trend': (x: number[]) => adfTest(x, { regression: 'trend', lags: 'bic' }).statistic,
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
        expect(statistic(x.map((value) => -value))).toBeCloseTo(statistic(x), 10);
      }),
    );
  });
});

describe('around a line, a line more or less', () => {
  it.each([
    ['kpssTest', (x: number[]) => kpssTest(x, { regression: 'trend' }).statistic],
    ['adfTest', (x: number[]) => adfTest(x, { regression: 'trend', lags: 1 }).statistic],
  ] as const)('changes nothing for %s', (_, statistic) => {
    fc.assert(
      fc.property(series, fc.integer({ min: -8, max: 8 }), (x, slope) => {
        expect(statistic(x.map((value, t) => value + slope * t))).toBeCloseTo(statistic(x), 7);
      }),
    );
  });
});

describe('any numbers', () => {
  const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 })), { maxLength: 40 });
  const tests = [
    (x: number[]) => ljungBoxTest(x),
    (x: number[]) => kpssTest(x, { lags: 'auto' }),
    (x: number[]) => kpssTest(x, { regression: 'trend' }),
    (x: number[]) => adfTest(x, { regression: 'none', lags: 'aic' }),
    (x: number[]) => adfTest(x, { regression: 'trend', pValueMethod: 'interpolation' }),
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

  it('have autocorrelations within [-1, 1]', () => {
    fc.assert(
      fc.property(series, (x) => {
        for (const value of acf(x, { maxLag: x.length - 1 }).values) {
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});
