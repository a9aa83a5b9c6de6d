import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type ArimaOrder,
  restoreArima,
  restoreDrift,
  restoreNaive,
  trainArima,
  trainDrift,
  trainNaive,
} from '../../src/models/index.js';

/** Numbers on a grid of 2^-10, so that scalings by powers of two and shifts are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 20, maxLength: 80 })
  .filter((values) => new Set(values).size > 12)
  .map((values) => values.map((value) => value / 1024));
const order = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
  .map((terms): ArimaOrder => terms);
const powerOfTwo = fc.integer({ min: -300, max: 300 }).map((exponent) => 2 ** exponent);
const runs = { numRuns: 40 };

describe('any model of any series', () => {
  const wild = fc.array(
    fc.oneof(
      fc.double(),
      fc.constantFrom(0, 1, -1, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
      fc.integer({ min: -3, max: 3 }),
    ),
    { maxLength: 40 },
  );

  it('is a model with finite forecasts or a typed error', () => {
    fc.assert(
      fc.property(wild, order, fc.boolean(), (values, terms, constant) => {
        for (const train of [
          () => trainNaive(values),
          () => trainDrift(values),
          () => trainArima(values, { order: terms, constant: constant && terms[1] < 2 }),
        ]) {
          try {
            const { mean, intervals } = train().forecast({ horizon: 3 });
            for (const numbers of [mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])]) {
              expect(numbers.every(Number.isFinite)).toBe(true);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(CoincastError);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is restored from JSON, and from no other JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const restore of [restoreNaive, restoreDrift, restoreArima]) {
          expect(() => restore(json)).toThrow(CoincastError);
        }
      }),
    );
    fc.assert(
      fc.property(series, order, (values, terms) => {
        const model = trainArima(values, { order: terms });
        const restored = restoreArima(JSON.parse(JSON.stringify(model)));
        const more = values.slice(0, 5);
        expect(restored.append(more).forecast({ horizon: 6 })).toEqual(
          model.append(more).forecast({ horizon: 6 }),
        );
      }),
      runs,
    );
  });
});

describe('trainArima', () => {
  it('gives a multiple of a power of two exactly that multiple', () => {
    fc.assert(
      fc.property(series, order, powerOfTwo, (values, terms, factor) => {
        const model = trainArima(values, { order: terms });
        const scaled = trainArima(
          values.map((value) => value * factor),
          { order: terms },
        );
        expect(scaled.toJSON().ar).toEqual(model.toJSON().ar);
        expect(scaled.toJSON().ma).toEqual(model.toJSON().ma);
        expect(scaled.sigma2).toBe(model.sigma2 * factor * factor);
        expect([...scaled.forecast({ horizon: 4 }).mean]).toEqual(
          Array.from(model.forecast({ horizon: 4 }).mean, (value) => value * factor),
        );
      }),
      runs,
    );
  });

  it('gives the mirror image of a mirrored series', () => {
    fc.assert(
      fc.property(series, order, (values, terms) => {
        const upper = trainArima(values, { order: terms }).forecast({ horizon: 3, levels: [0.9] });
        const lower = trainArima(
          values.map((value) => -value),
          { order: terms },
        ).forecast({ horizon: 3, levels: [0.9] });
        upper.intervals[0]!.upper.forEach((value, i) => {
          expect(lower.intervals[0]!.lower[i]).toBeCloseTo(-value, 6);
        });
      }),
      runs,
    );
  });

  it('gets a likelihood no lower from more terms', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 2 }), (values, p) => {
        const fewer = trainArima(values, { order: [p, 0, 0] }).logLikelihood;
        expect(trainArima(values, { order: [p + 1, 0, 0] }).logLikelihood).toBeGreaterThan(fewer - 1e-6);
      }),
      runs,
    );
  });
});
