import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { mstl, type StlOptions, stl } from '../../src/stats/index.js';

/** Series on a grid of 2^-10, so that shifts and scalings by whole numbers are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 30, maxLength: 120 })
  .map((values) => values.map((value) => value / 1024));
const powerOfTwo = fc.integer({ min: -900, max: 900 }).map((exponent) => 2 ** exponent);
const settings: fc.Arbitrary<StlOptions> = fc.record({
  period: fc.integer({ min: 2, max: 14 }),
  seasonalWindow: fc.constantFrom('periodic' as const, 3, 7, 35),
  trendDegree: fc.constantFrom(0 as const, 1 as const),
  trendWindow: fc.constantFrom(undefined, 5, 21, 401),
  robust: fc.boolean(),
});
const plainSettings = settings.map((options) => ({ ...options, robust: false }));
const everyPoint = { seasonalJump: 1, trendJump: 1, lowPassJump: 1 };

function expectAllClose(actual: Float64Array, expected: ArrayLike<number>, digits: number): void {
  expect(actual).toHaveLength(expected.length);
  for (let t = 0; t < actual.length; t++) expect(actual[t]).toBeCloseTo(expected[t]!, digits);
}

describe('stl', () => {
  it('gives parts that add up to the series', () => {
    fc.assert(
      fc.property(series, settings, (x, options) => {
        const { trend, seasonal, remainder } = stl(x, options);
        expectAllClose(
          trend.map((value, t) => value + seasonal[t]! + remainder[t]!),
          x,
          13,
        );
      }),
    );
  });

  it('scales with the series, to the last bit for a power of two', () => {
    fc.assert(
      fc.property(series, settings, powerOfTwo, (x, options, scale) => {
        const before = stl(x, options);
        const after = stl(
          x.map((value) => value * scale),
          options,
        );
        for (const part of ['trend', 'seasonal', 'remainder'] as const) {
          expect(after[part]).toEqual(before[part].map((value) => value * scale));
        }
        expect(after.weights).toEqual(before.weights);
        expect(after.seasonalStrength).toBe(before.seasonalStrength);
        expect(after.trendStrength).toBe(before.trendStrength);
      }),
    );
  });

  it('turns with the sign of the series', () => {
    fc.assert(
      fc.property(series, settings, (x, options) => {
        const before = stl(x, options);
        const after = stl(
          x.map((value) => -value),
          options,
        );
        for (const part of ['trend', 'seasonal', 'remainder'] as const) {
          for (let t = 0; t < x.length; t++) expect(after[part][t]! + before[part][t]!).toBe(0);
        }
      }),
    );
  });

  it('puts a higher level into the trend', () => {
    fc.assert(
      fc.property(series, plainSettings, fc.integer({ min: -1000, max: 1000 }), (x, options, level) => {
        const before = stl(x, options);
        const after = stl(
          x.map((value) => value + level),
          options,
        );
        expectAllClose(
          after.trend,
          before.trend.map((value) => value + level),
          10,
        );
        expectAllClose(after.seasonal, before.seasonal, 10);
      }),
    );
  });

  it('puts a line into the trend when all fits are lines', () => {
    const lines = { seasonalWindow: 7, seasonalDegree: 1, trendDegree: 1 } as const;
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: 2, max: 14 }),
        fc.integer({ min: -8, max: 8 }),
        (x, period, slope) => {
          const before = stl(x, { ...lines, period });
          const after = stl(
            x.map((value, t) => value + slope * t),
            { ...lines, period },
          );
          expectAllClose(
            after.trend,
            before.trend.map((value, t) => value + slope * t),
            9,
          );
          expectAllClose(after.seasonal, before.seasonal, 9);
        },
      ),
    );
  });

  it('is linear in the series unless robust', () => {
    fc.assert(
      fc.property(series, series, plainSettings, (x, y, options) => {
        const n = Math.min(x.length, y.length);
        const sum = Array.from({ length: n }, (_, t) => x[t]! - 2 * y[t]!);
        const [ofX, ofY] = [stl(x.slice(0, n), options), stl(y.slice(0, n), options)];
        const ofSum = stl(sum, options);
        expectAllClose(
          ofSum.trend,
          ofX.trend.map((value, t) => value - 2 * ofY.trend[t]!),
          10,
        );
        expectAllClose(
          ofSum.seasonal,
          ofX.seasonal.map((value, t) => value - 2 * ofY.seasonal[t]!),
          10,
        );
      }),
    );
  });

  it('runs backwards as forwards when every point is fitted', () => {
    fc.assert(
      fc.property(series, plainSettings, (x, options) => {
        const forwards = stl(x, { ...options, ...everyPoint });
        const backwards = stl([...x].reverse(), { ...options, ...everyPoint });
        expectAllClose(backwards.trend.reverse(), forwards.trend, 10);
        expectAllClose(backwards.seasonal.reverse(), forwards.seasonal, 10);
      }),
    );
  });

  it('weighs and measures by fractions', () => {
    fc.assert(
      fc.property(series, settings, (x, options) => {
        const { weights, seasonalStrength, trendStrength } = stl(x, options);
        for (const fraction of [...weights, seasonalStrength, trendStrength]) {
          expect(fraction).toBeGreaterThanOrEqual(0);
          expect(fraction).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('mstl', () => {
  it('gives parts that add up to the series', () => {
    fc.assert(
      fc.property(series, fc.constantFrom([3], [2, 7], [5, 3, 14]), fc.boolean(), (x, periods, robust) => {
        const { trend, seasonals, remainder } = mstl(x, { periods, robust });
        const sum = trend.map(
          (value, t) =>
            value + remainder[t]! + seasonals.reduce((total, { values }) => total + values[t]!, 0),
        );
        expectAllClose(sum, x, 12);
      }),
    );
  });
});

describe('any numbers', () => {
  const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 })), { maxLength: 40 });
  const parts = [
    (x: number[]) => stl(x, { period: 3, robust: true }),
    (x: number[]) => stl(x, { period: 2, seasonalWindow: 3, seasonalDegree: 1, trendWindow: 3 }),
    (x: number[]) => stl(x, { period: 4, seasonalWindow: 5, seasonalDegree: 1, robust: true }),
    (x: number[]) => mstl(x, { periods: [2, 5], robust: true }),
  ];

  it.each(parts)('give finite parts, or a typed error (%#)', (decompose) => {
    fc.assert(
      fc.property(anything, (x) => {
        try {
          const { trend, remainder, trendStrength } = decompose(x);
          for (const value of [...trend, ...remainder, trendStrength])
            expect(Number.isFinite(value)).toBe(true);
        } catch (error) {
          if (!(error instanceof CoincastError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});
