import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  directionalAccuracy,
  evaluateForecast,
  mae,
  mape,
  mase,
  rmse,
  smape,
} from '../../src/evaluation/index.js';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1e3) / 1e3);
const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const pairs = (one: fc.Arbitrary<number>) =>
  fc
    .array(fc.tuple(one, one), { minLength: 1, maxLength: 50 })
    .map((both): [number[], number[]] => [both.map(([a]) => a), both.map(([, f]) => f)]);
const insample = fc.array(value, { minLength: 2, maxLength: 50 }).filter((xs) => xs.some((x) => x !== xs[0]));
// A power of two scales doubles without rounding, so the laws hold to the last bit.
const scale = fc.integer({ min: -20, max: 20 }).map((exponent) => 2 ** exponent);
const times = (xs: readonly number[], factor: number) => xs.map((x) => x * factor);

describe('mae and rmse', () => {
  it('scale with the data, are symmetric, and mae never exceeds rmse', () => {
    fc.assert(
      fc.property(pairs(value), scale, ([actual, forecast], factor) => {
        for (const metric of [mae, rmse]) {
          expect(metric(times(actual, factor), times(forecast, factor))).toBe(
            factor * metric(actual, forecast),
          );
          expect(metric(forecast, actual)).toBe(metric(actual, forecast));
          expect(metric(actual, actual)).toBe(0);
        }
        expect(mae(actual, forecast)).toBeLessThanOrEqual(rmse(actual, forecast) * (1 + 1e-12));
      }),
    );
  });
});

describe('mape, smape, mase and directionalAccuracy', () => {
  it('do not depend on the unit of the data', () => {
    fc.assert(
      fc.property(pairs(price), insample, scale, ([actual, forecast], training, factor) => {
        const scaled: [number[], number[]] = [times(actual, factor), times(forecast, factor)];
        expect(mape(...scaled)).toBe(mape(actual, forecast));
        expect(smape(...scaled)).toBe(smape(actual, forecast));
        expect(mase(...scaled, { insample: times(training, factor) })).toBe(
          mase(actual, forecast, { insample: training }),
        );
        expect(directionalAccuracy(...scaled, { previous: factor })).toBe(
          directionalAccuracy(actual, forecast, { previous: 1 }),
        );
      }),
    );
  });

  it('stay within their bounds', () => {
    fc.assert(
      fc.property(pairs(value), ([actual, forecast]) => {
        expect(smape(actual, forecast)).toBeGreaterThanOrEqual(0);
        expect(smape(actual, forecast)).toBeLessThanOrEqual(200);
        const hits = directionalAccuracy(actual, forecast, { previous: 0 });
        expect(hits >= 0 && hits <= 1).toBe(true);
        expect(directionalAccuracy(actual, actual, { previous: 0 })).toBe(1);
      }),
    );
  });
});

describe('evaluateForecast', () => {
  it('gives finite numbers, or null for mape alone, for any finite data', () => {
    fc.assert(
      fc.property(pairs(value), insample, ([actual, forecast], training) => {
        const {
          intervals,
          mape: percentage,
          ...metrics
        } = evaluateForecast(forecast, actual, { insample: training });
        for (const metric of Object.values(metrics)) expect(Number.isFinite(metric)).toBe(true);
        expect(percentage === null).toBe(actual.includes(0));
        expect(intervals).toEqual([]);
      }),
    );
  });
});
