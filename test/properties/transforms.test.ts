import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { boxCox, boxCoxLambda, difference, inverseBoxCox, undifference } from '../../src/stats/index.js';

const orders = fc.record({
  order: fc.integer({ min: 0, max: 2 }),
  seasonalOrder: fc.integer({ min: 0, max: 2 }),
  period: fc.integer({ min: 2, max: 7 }),
});
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const onGrid = fc.array(fc.integer({ min: -(2 ** 20), max: 2 ** 20 }), { minLength: 20, maxLength: 60 });
const positive = fc.array(fc.integer({ min: 1, max: 4096 }), { minLength: 30, maxLength: 60 });

describe('differences', () => {
  it('are undone to the last bit where none is rounded', () => {
    fc.assert(
      fc.property(onGrid, orders, (x, options) => {
        expect([...undifference(difference(x, options))]).toEqual(x);
      }),
    );
  });

  it('are undone to rounding otherwise', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 20, maxLength: 60 }), orders, (x, options) => {
        const largest = Math.max(...x.map(Math.abs));
        for (const [t, value] of undifference(difference(x, options)).entries()) {
          expect(Math.abs(value - x[t]!)).toBeLessThanOrEqual(1e-10 * largest);
        }
      }),
    );
  });

  it('continue a series where it was cut', () => {
    fc.assert(
      fc.property(onGrid, orders, fc.integer({ min: 0, max: 5 }), (x, options, ahead) => {
        const cut = x.length - ahead;
        const lost = options.order + options.seasonalOrder * options.period;
        fc.pre(cut > lost);
        const future = difference(x, options).values.subarray(cut - lost);
        expect([...undifference(future, difference(x.slice(0, cut), options))]).toEqual(x.slice(cut));
      }),
    );
  });

  it('of a sum are the sum of differences, and a scale goes through', () => {
    fc.assert(
      fc.property(onGrid, orders, (x, options) => {
        const line = x.map((_, t) => 5 * t - 7);
        const sum = difference(
          x.map((value, t) => 2 * value + line[t]!),
          options,
        ).values;
        const parts = [difference(x, options).values, difference(line, options).values] as const;
        expect([...sum]).toEqual([...parts[0]].map((value, t) => 2 * value + parts[1][t]!));
      }),
    );
  });
});

describe('boxCox', () => {
  const lambda = fc.double({ min: -1, max: 2, noNaN: true });

  it('keeps the order of values', () => {
    fc.assert(
      fc.property(positive, lambda, (x, exponent) => {
        const ascending = [...x].sort((a, b) => a - b);
        const { values } = boxCox(ascending, { lambda: exponent });
        for (let t = 1; t < values.length; t++) expect(values[t]! >= values[t - 1]!).toBe(true);
      }),
    );
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(positive, lambda, (x, exponent) => {
        const { values } = boxCox(x, { lambda: exponent });
        for (const [t, value] of inverseBoxCox(values, { lambda: exponent }).entries()) {
          // With lambda at -1 a value of 4096 leaves 1 / 4096 of its transform beside 1.
          expect(Math.abs(value / x[t]! - 1)).toBeLessThan(1e-10);
        }
      }),
    );
  });
});

describe.each(['guerrero', 'likelihood'] as const)('boxCoxLambda by %s', (method) => {
  const varied = positive.filter((x) => new Set(x).size > 10);

  it('does not depend on the scale, to the last bit for a power of two', () => {
    fc.assert(
      fc.property(varied, fc.integer({ min: -900, max: 900 }), (x, exponent) => {
        const scaled = x.map((value) => value * 2 ** exponent);
        expect(boxCoxLambda(scaled, { method })).toBe(boxCoxLambda(x, { method }));
      }),
      { numRuns: 30 },
    );
  });
});

describe('any numbers', () => {
  const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 3 })), { maxLength: 30 });
  const small = fc.oneof(fc.constant(undefined), fc.integer({ min: -1, max: 4 }));
  const finiteOrTyped = (calculate: () => Iterable<number>) => {
    try {
      for (const value of calculate()) expect(Number.isFinite(value)).toBe(true);
    } catch (error) {
      if (!(error instanceof CoincastError)) throw error;
    }
  };

  it('have finite differences, or a typed error', () => {
    fc.assert(
      fc.property(anything, small, small, small, (x, order, seasonalOrder, period) => {
        finiteOrTyped(() => undifference(difference(x, { order, seasonalOrder, period })));
      }),
      { numRuns: 500 },
    );
  });

  it('have a finite transform and inverse, or a typed error', () => {
    fc.assert(
      fc.property(anything, fc.double(), fc.double(), (x, lambda, variance) => {
        finiteOrTyped(() => boxCox(x, { lambda }).values);
        finiteOrTyped(() => inverseBoxCox(x, { lambda, variance }));
      }),
      { numRuns: 1000 },
    );
  });

  it('have a finite lambda, or a typed error', () => {
    const magnitudes = fc.array(fc.double({ min: 5e-324, noNaN: true }), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(magnitudes, fc.constantFrom('guerrero', 'likelihood'), small, (x, method, period) => {
        finiteOrTyped(() => [boxCoxLambda(x, { method, period })]);
      }),
      { numRuns: 300 },
    );
  });
});
