import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { choleskyFactor, choleskySolve } from '../../src/math/index.js';
import {
  acf,
  archLmTest,
  crossCorrelation,
  detectSeasonality,
  hurstExponent,
  jarqueBeraTest,
  pacf,
  periodogram,
} from '../../src/stats/index.js';

/** Series on a grid of 2^-10, so that shifts and scalings by whole numbers are exact. */
const seriesOf = (minLength: number, maxLength: number) =>
  fc
    .array(fc.integer({ min: -4096, max: 4096 }), { minLength, maxLength })
    .filter((values) => new Set(values).size > 15)
    .map((values) => values.map((value) => value / 1024));
const series = seriesOf(30, 120);
const powerOfTwo = fc.integer({ min: -900, max: 900 }).map((exponent) => 2 ** exponent);
const shift = fc.integer({ min: -1000, max: 1000 });

/** The last coefficient of the autoregression of order k that solves the Yule-Walker equations, by Cholesky. */
function yuleWalkerPartial(correlations: Float64Array, order: number): number {
  const matrix = Float64Array.from(
    { length: order * order },
    (_, i) => correlations[Math.abs(Math.floor(i / order) - (i % order))]!,
  );
  const coefficients = correlations.slice(1, order + 1);
  expect(choleskyFactor(matrix, order)).toBe(true);
  choleskySolve(matrix, order, coefficients);
  return coefficients[order - 1]!;
}

const leader = Array.from({ length: 120 }, (_, t) => Math.sin(t * t));
const statistics = {
  'pacf at lag 3': (x: number[]) => pacf(x, { maxLag: 3 }).values[2]!,
  'pacf by least squares at lag 3': (x: number[]) =>
    pacf(x, { maxLag: 3, method: 'least-squares' }).values[2]!,
  jarqueBeraTest: (x: number[]) => jarqueBeraTest(x).statistic,
  'crossCorrelation, but for its sign': (x: number[]) =>
    Math.abs(crossCorrelation(x, leader.slice(0, x.length), { maxLag: 2 }).values[0]!),
  'the share of one frequency in a periodogram': (x: number[]) => {
    const { power } = periodogram(x);
    return power[4]! / power.reduce((sum, value) => sum + value, 0);
  },
};

describe.each(Object.entries(statistics))('%s', (name, statistic) => {
  const scales = name.includes('periodogram')
    ? powerOfTwo.filter((scale) => Math.abs(Math.log2(scale)) < 400)
    : powerOfTwo;

  it('does not depend on the scale, to the last bit for a power of two', () => {
    fc.assert(
      fc.property(series, scales, (x, scale) => {
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

describe('pacf', () => {
  it('by the Durbin-Levinson recursion solves the Yule-Walker equations', () => {
    fc.assert(
      fc.property(series, (x) => {
        const correlations = acf(x, { maxLag: 12 }).values;
        const partials = pacf(x, { maxLag: 12 }).values;
        for (let order = 1; order <= 12; order++) {
          expect(Math.abs(partials[order - 1]! - yuleWalkerPartial(correlations, order))).toBeLessThan(1e-10);
        }
      }),
    );
  });

  it('lies within (-1, 1) up to the last lag', () => {
    fc.assert(
      fc.property(series, (x) => {
        for (const value of pacf(x, { maxLag: x.length - 1 }).values) expect(Math.abs(value)).toBeLessThan(1);
      }),
    );
  });
});

describe('crossCorrelation', () => {
  it('of the series exchanged runs backwards', () => {
    fc.assert(
      fc.property(series, (x) => {
        const y = leader.slice(0, x.length);
        const forwards = crossCorrelation(x, y, { maxLag: 5 }).values;
        const backwards = crossCorrelation(y, x, { maxLag: 5 }).values;
        for (const [i, value] of forwards.entries()) expect(backwards[10 - i]).toBeCloseTo(value, 13);
      }),
    );
  });
});

describe('archLmTest', () => {
  it('does not depend on the scale, to the last bit for a power of two, nor on any sign', () => {
    fc.assert(
      fc.property(series, powerOfTwo, (x, scale) => {
        const { statistic } = archLmTest(x, { lags: 3 });
        expect(
          archLmTest(
            x.map((value) => value * scale),
            { lags: 3 },
          ).statistic,
        ).toBe(statistic);
        expect(
          archLmTest(
            x.map((value, t) => (t % 3 === 0 ? -value : value)),
            { lags: 3 },
          ).statistic,
        ).toBe(statistic);
      }),
    );
  });
});

describe('hurstExponent and detectSeasonality', () => {
  const long = seriesOf(101, 160);

  it('do not depend on the scale, to the last bit for a power of two', () => {
    fc.assert(
      fc.property(long, powerOfTwo, (x, scale) => {
        const scaled = x.map((value) => value * scale);
        expect(hurstExponent(scaled).exponent).toBe(hurstExponent(x).exponent);
        expect(hurstExponent(scaled, { input: 'path' }).exponent).toBe(
          hurstExponent(x, { input: 'path' }).exponent,
        );
        expect(detectSeasonality(scaled)).toMatchObject({ periods: detectSeasonality(x).periods });
      }),
      { numRuns: 30 },
    );
  });

  it('do not depend on the level or the sign', () => {
    fc.assert(
      fc.property(long, shift, (x, by) => {
        const moved = x.map((value) => by - value);
        expect(hurstExponent(moved).exponent).toBeCloseTo(hurstExponent(x).exponent, 8);
        const periods = (values: number[]) => detectSeasonality(values).periods.map(({ period }) => period);
        expect(periods(moved)).toEqual(periods(x));
      }),
      { numRuns: 30 },
    );
  });
});

describe('any numbers', () => {
  const anything = (length: number) =>
    fc.array(fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 })), {
      minLength: length,
      maxLength: length + 40,
    });
  const finite = (values: Iterable<number>) => expect([...values].every(Number.isFinite)).toBe(true);
  const functions: readonly [string, number, (x: number[]) => unknown][] = [
    ['pacf', 0, (x) => finite(pacf(x).values)],
    ['pacf by least squares', 0, (x) => finite(pacf(x, { method: 'least-squares' }).values)],
    ['crossCorrelation', 0, (x) => finite(crossCorrelation(x, [...x].reverse()).values)],
    ['periodogram', 0, (x) => finite(periodogram(x, { taper: 0.2, spans: 3 }).power)],
    [
      'archLmTest',
      0,
      (x) => {
        const { statistic, fStatistic, pValue, fPValue } = archLmTest(x);
        finite([statistic, fStatistic, pValue, fPValue]);
      },
    ],
    ['jarqueBeraTest', 0, (x) => finite([jarqueBeraTest(x).statistic, jarqueBeraTest(x).pValue])],
    ['hurstExponent', 100, (x) => finite([hurstExponent(x).exponent])],
    [
      'hurstExponent of a path',
      100,
      (x) => finite([hurstExponent(x, { input: 'path', method: 'rescaled-range' }).exponent]),
    ],
    ['detectSeasonality', 20, (x) => finite(detectSeasonality(x).periods.map(({ strength }) => strength))],
  ];

  it.each(functions)('give %s finite results, or a typed error', (_, length, run) => {
    fc.assert(
      fc.property(
        anything(length).map((x) => x.map((value) => (Number.isFinite(value) ? value : 0))),
        (x) => {
          try {
            run(x);
          } catch (error) {
            if (!(error instanceof CoincastError)) throw error;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
