import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type ConformalizeOptions,
  conformalize,
  expectedShortfall,
  probabilityAbove,
  restoreConformal,
  type ScoreScale,
  touchProbability,
  valueAtRisk,
} from '../../src/evaluation/index.js';
import { trainNaive } from '../../src/models/index.js';

/** Numbers on a grid of 2^-10, so that scalings by powers of two and shifts are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 80, maxLength: 120 })
  .filter((values) => new Set(values.slice(0, 40)).size > 20)
  .map((values) => values.map((value) => value / 1024));
const options = fc.record<ConformalizeOptions>({
  horizon: fc.integer({ min: 1, max: 5 }),
  symmetric: fc.boolean(),
  levels: fc.constantFrom([0.5], [0.6, 0.8], [0.5, 0.7, 0.8]),
  window: fc.integer({ min: 10, max: 40 }),
  controller: fc.constantFrom('pid', 'aci'),
  scale: fc.constantFrom<ScoreScale>('none', 'ewma', { ewma: { halfLives: [3, 9], season: 4 } }),
});
const powerOfTwo = fc.integer({ min: -60, max: 60 }).map((exponent) => 2 ** exponent);
const request = { horizon: 7, levels: [0.3, 0.5, 0.65, 0.8, 0.9] };
const runs = { numRuns: 40 };

const bounds = (values: readonly number[], given: ConformalizeOptions) =>
  conformalize(
    trainNaive,
    given,
  )(values)
    .forecast(request)
    .intervals.flatMap(({ lower, upper }) => [...lower, ...upper]);

describe('conformal intervals', () => {
  it('scale with the series, exactly by powers of two', () => {
    fc.assert(
      fc.property(series, options, powerOfTwo, (values, given, factor) => {
        const scaled = bounds(
          values.map((value) => value * factor),
          given,
        );
        expect(scaled).toEqual(bounds(values, given).map((bound) => bound * factor));
      }),
      runs,
    );
  });

  it('shift with the series', () => {
    fc.assert(
      fc.property(series, options, fc.integer({ min: -64, max: 64 }), (values, given, shift) => {
        const shifted = bounds(
          values.map((value) => value + shift),
          given,
        );
        for (const [i, bound] of bounds(values, given).entries())
          expect(shifted[i]).toBeCloseTo(bound + shift, 9);
      }),
      runs,
    );
  });

  it('mirror with the series where both sides are alike', () => {
    fc.assert(
      fc.property(series, options, (values, given) => {
        const alike = { ...given, symmetric: true };
        const forecast = (of: readonly number[]) =>
          conformalize(trainNaive, alike)(of).forecast(request).intervals;
        const mirrored = forecast(values.map((value) => 0 - value));
        for (const [k, { lower, upper }] of forecast(values).entries()) {
          expect(mirrored[k]!.lower).toEqual(upper.map((value) => 0 - value));
          expect(mirrored[k]!.upper).toEqual(lower.map((value) => 0 - value));
        }
      }),
      runs,
    );
  });

  it('are finite and nest, whatever is appended', () => {
    fc.assert(
      fc.property(
        series,
        options,
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true })),
        (values, given, more) => {
          const { intervals } = conformalize(trainNaive, given)(values).append(more).forecast(request);
          for (const [k, { lower, upper }] of intervals.entries()) {
            for (let h = 0; h < request.horizon; h++) {
              expect(Number.isFinite(lower[h]!) && Number.isFinite(upper[h]!)).toBe(true);
              expect(lower[h]!).toBeLessThanOrEqual(k === 0 ? upper[h]! : intervals[k - 1]!.lower[h]!);
              expect(upper[h]!).toBeGreaterThanOrEqual(k === 0 ? lower[h]! : intervals[k - 1]!.upper[h]!);
            }
          }
        },
      ),
      runs,
    );
  });

  it('are the same after JSON, and as if trained from the same first origin on the longer series', () => {
    // So long that the scale starts from the same hundred errors.
    const long = fc.tuple(series, series).map(([one, other]) => [...one, ...other]);
    fc.assert(
      fc.property(long, options, (values, given) => {
        const train = (n: number) =>
          conformalize(trainNaive, { ...given, stride: 2, origins: n - 40 })(values.slice(0, n));
        const restored = restoreConformal(JSON.parse(JSON.stringify(train(145))));
        const { scores, corrections, excess, pending, volatility } = train(values.length).toJSON();
        const appended = restored.append(values.slice(145)).toJSON();
        expect(appended).toMatchObject({ scores, corrections, excess, pending, volatility });
      }),
      { numRuns: 15 },
    );
  });

  it('come from a stored state or from no other JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => restoreConformal(json)).toThrow(CoincastError);
      }),
    );
  });
});

describe('decisions', () => {
  const paths = fc
    .array(fc.array(fc.integer({ min: 1, max: 4096 }), { minLength: 3, maxLength: 3 }), {
      minLength: 100,
      maxLength: 150,
    })
    .map((rows) => rows.map((row) => Float64Array.from(row)));
  const forecastOf = (rows: readonly Float64Array[], factor = 1) => ({
    timestamps: Float64Array.of(1, 2, 3),
    mean: new Float64Array(3),
    intervals: [],
    paths: rows.map((row) => row.map((value) => value * factor)),
  });

  it('do not depend on the unit of prices, and order themselves', () => {
    fc.assert(
      fc.property(paths, fc.integer({ min: 1, max: 4096 }), powerOfTwo, (rows, price, factor) => {
        const one = forecastOf(rows);
        const scaled = forecastOf(rows, factor);
        const above = probabilityAbove(one, { price, step: 3 });
        expect(probabilityAbove(scaled, { price: price * factor, step: 3 })).toEqual(above);
        const touch = (step: number) => touchProbability(one, { price, direction: 'up', step }).probability;
        expect(touch(3)).toBeGreaterThanOrEqual(Math.max(above.probability, touch(2)));
        const risk = { entry: price, level: 0.9, step: 2 };
        const scaledRisk = { ...risk, entry: price * factor };
        const { valueAtRisk: value, fraction } = valueAtRisk(one, risk);
        expect(valueAtRisk(scaled, scaledRisk).valueAtRisk).toBe(value * factor);
        expect(valueAtRisk(scaled, scaledRisk).fraction).toBe(fraction);
        const shortfall = expectedShortfall(one, risk).expectedShortfall;
        expect(shortfall).toBeGreaterThanOrEqual(value);
        expect(expectedShortfall(scaled, scaledRisk).expectedShortfall).toBe(shortfall * factor);
      }),
      runs,
    );
  });
});
