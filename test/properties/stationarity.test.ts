import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { assessStationarity, ndiffs, nsdiffs } from '../../src/stats/index.js';

/** Series on a grid, so that shifts and scalings by powers of two are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 40, maxLength: 80 })
  .filter((values) => new Set(values).size > 15);
const powerOfTwo = fc.integer({ min: -900, max: 900 }).map((exponent) => 2 ** exponent);

const orders = {
  'ndiffs by kpss': (x: number[]) => ndiffs(x, { maxD: 3 }),
  'ndiffs by adf around a trend': (x: number[]) => ndiffs(x, { test: 'adf', regression: 'trend' }),
  'ndiffs by pp': (x: number[]) => ndiffs(x, { test: 'pp' }),
  'nsdiffs of period 7': (x: number[]) => nsdiffs(x, { period: 7 }),
};

describe.each(Object.entries(orders))('%s', (_, order) => {
  it('depends neither on the scale nor on the sign', () => {
    fc.assert(
      fc.property(series, powerOfTwo, (x, scale) => {
        expect(order(x.map((value) => value * scale))).toBe(order(x));
        expect(order(x.map((value) => -value))).toBe(order(x));
      }),
    );
  });

  it('does not depend on the level', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -1000, max: 1000 }), (x, by) => {
        expect(order(x.map((value) => value + by))).toBe(order(x));
      }),
    );
  });
});

describe('assessStationarity', () => {
  it('does not depend on the scale', () => {
    fc.assert(
      fc.property(series, powerOfTwo, (x, scale) => {
        const { verdict, advice } = assessStationarity(x);
        expect(assessStationarity(x.map((value) => value * scale))).toMatchObject({ verdict, advice });
      }),
      { numRuns: 40 },
    );
  });

  it('advises differences that the series is long enough for, and a whole sentence', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 19 }), (x, period) => {
        const { advice, summary } = assessStationarity(x, { period });
        expect(advice.d + advice.D * (advice.period ?? 0)).toBeLessThan(x.length / 2);
        expect(summary).toMatch(/^[A-Z].*\.$/);
        expect(summary).not.toContain('undefined');
      }),
      { numRuns: 60 },
    );
  });
});

describe('any numbers', () => {
  const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 })), { maxLength: 60 });
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 40,
    maxLength: 50,
  });
  const functions = [
    (x: number[]) => ndiffs(x),
    (x: number[]) => ndiffs(x, { test: 'adf', maxD: 1 }),
    (x: number[]) => ndiffs(x, { test: 'pp', regression: 'trend' }),
    (x: number[]) => nsdiffs(x, { period: 4, maxD: 2 }),
    (x: number[]) => assessStationarity(x).advice.d,
    (x: number[]) => assessStationarity(x, { period: 6 }).advice.d,
  ];

  it.each(functions)('have an order, or a typed error (%#)', (order) => {
    fc.assert(
      fc.property(fc.oneof(anything, numbers), (x) => {
        try {
          expect(order(x)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          if (!(error instanceof CoincastError)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
});
