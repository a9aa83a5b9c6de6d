import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type ProphetModel,
  restoreProphet,
  type TrainProphetOptions,
  trainProphet,
} from '../../src/models/prophet/index.js';

const hour = 3_600_000;
const start = Date.UTC(2023, 4, 1);

/** Waves and noise, of which some is always left, on a grid of 2^-10, so that scalings by powers of two and shifts are exact. */
const values = fc
  .tuple(
    fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 60, maxLength: 120 }),
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: 0, max: 400 }),
  )
  .map(([noise, slope, wave]) =>
    noise.map(
      (each, i) => (4096 + each + slope * i + Math.round(wave * Math.sin((Math.PI * i) / 12))) / 1024,
    ),
  )
  .filter((series) => new Set(series).size > 30);

const timed = (series: readonly number[]) => ({
  timestamps: series.map((_, i) => start + i * hour),
  values: series,
});
const options = fc.constantFrom<TrainProphetOptions>(
  {},
  { growth: 'flat' },
  { changepoints: false },
  { seasonalityMode: 'multiplicative', daily: { fourierOrder: 2 } },
);
const runs = { numRuns: 25 };

/** The largest distance of two forecasts, in units of the second one's half-width. */
function apart(a: ProphetModel, b: ProphetModel, map = (value: number) => value): number {
  const first = a.forecast({ horizon: 12 });
  const second = b.forecast({ horizon: 12 });
  let worst = 0;
  const compare = (x: Float64Array, y: Float64Array) => {
    for (let h = 0; h < 12; h++) {
      const unit = second.intervals[0]!.upper[h]! - second.intervals[0]!.lower[h]!;
      worst = Math.max(worst, Math.abs(map(x[h]!) - y[h]!) / unit);
    }
  };
  compare(first.mean, second.mean);
  compare(first.intervals[1]!.upper, second.intervals[1]!.upper);
  compare(first.intervals[1]!.lower, second.intervals[1]!.lower);
  return worst;
}

describe('a Prophet-style model', () => {
  it('of a multiple of the series forecasts the multiple', () => {
    fc.assert(
      fc.property(values, options, fc.integer({ min: -200, max: 200 }), (series, given, exponent) => {
        const factor = 2 ** exponent;
        const scaled = trainProphet(timed(series.map((value) => value * factor)), given);
        const model = trainProphet(timed(series), given);
        expect(scaled.logPosterior).toBe(model.logPosterior);
        expect(apart(scaled, model, (value) => value / factor)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it('of a shifted series is shifted, where the values are scaled by their range', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -1000, max: 1000 }), (series, shift) => {
        const given = { scaling: 'minmax' } as const;
        const shifted = trainProphet(timed(series.map((value) => value + shift)), given);
        expect(apart(shifted, trainProphet(timed(series), given), (value) => value - shift)).toBeLessThan(
          1e-7,
        );
      }),
      runs,
    );
  });

  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(
        values,
        options,
        fc.array(fc.nat(), { minLength: 120, maxLength: 120 }),
        (series, given, keys) => {
          const order = series.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
          const { timestamps } = timed(series);
          const permuted = {
            timestamps: order.map((i) => timestamps[i]!),
            values: order.map((i) => series[i]!),
          };
          const model = trainProphet(timed(series), given);
          const other = trainProphet(permuted, given);
          expect(other.parameters).toEqual(model.parameters);
          expect(other.logPosterior).toBe(model.logPosterior);
        },
      ),
      runs,
    );
  });

  it('of a series moved by weeks is moved by weeks', () => {
    fc.assert(
      fc.property(values, options, fc.integer({ min: -3000, max: 3000 }), (series, given, weeks) => {
        const { timestamps } = timed(series);
        const moved = timestamps.map((timestamp) => timestamp + weeks * 168 * hour);
        const other = trainProphet({ timestamps: moved, values: series }, given);
        const model = trainProphet(timed(series), given);
        expect(apart(other, model)).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it('of every observation twice has the trend of each once, when priors are halved in weight', () => {
    fc.assert(
      fc.property(values, (series) => {
        // Doubled likelihood with doubled prior precision is the same maximum, but for the noise's own prior.
        const places = [start + 20 * hour, start + 40 * hour];
        const once = trainProphet(timed(series), {
          daily: false,
          changepoints: places,
          changepointPriorScale: 0.2,
        });
        const { timestamps } = timed(series);
        const twice = trainProphet(
          { timestamps: [...timestamps, ...timestamps], values: [...series, ...series] },
          { daily: false, changepoints: places, changepointPriorScale: 0.1 },
        );
        expect(apart(twice, once)).toBeLessThan(0.05);
      }),
      runs,
    );
  });

  it('comes back from JSON with the same forecasts', () => {
    fc.assert(
      fc.property(values, options, (series, given) => {
        const model = trainProphet(timed(series), given);
        const restored = restoreProphet(JSON.parse(JSON.stringify(model)));
        expect(restored.forecast({ horizon: 20 })).toEqual(model.forecast({ horizon: 20 }));
        expect(JSON.stringify(restored)).toBe(JSON.stringify(model));
      }),
      runs,
    );
  });

  it('has intervals that nest and widen', () => {
    fc.assert(
      fc.property(values, (series) => {
        const { mean, intervals } = trainProphet(timed(series)).forecast({
          horizon: 60,
          levels: [0.3, 0.8, 0.99],
        });
        for (let h = 0; h < 60; h++) {
          const widths = intervals.map(({ upper }) => upper[h]! - mean[h]!);
          expect(widths[0]).toBeGreaterThan(0);
          expect(widths[1]).toBeGreaterThan(widths[0]!);
          expect(widths[2]).toBeGreaterThan(widths[1]!);
          if (h === 0) continue;
          intervals.forEach(({ upper }, i) => {
            expect(widths[i]).toBeGreaterThan((upper[h - 1]! - mean[h - 1]!) * (1 - 1e-9));
          });
        }
      }),
      runs,
    );
  });

  it('of any series is a model with finite forecasts, or a typed error', () => {
    const wild = fc.oneof(
      fc.double(),
      fc.constantFrom(0, 1, -1, 1e308, 5e-324, 1e-9, 1e9, Number.NaN, Number.POSITIVE_INFINITY),
      fc.integer({ min: -3, max: 3 }),
    );
    const anything = fc.record({
      timestamps: fc.array(
        fc.oneof(
          fc.integer({ min: 0, max: 50 }).map((i) => i * hour),
          fc.double(),
        ),
        { maxLength: 40 },
      ),
      values: fc.array(wild, { maxLength: 40 }),
    });
    const given = fc.constantFrom<TrainProphetOptions>(
      {},
      { transform: 'log' },
      { seasonalityMode: 'multiplicative', daily: true },
      { growth: 'logistic', cap: 10 },
      { growth: 'logistic', cap: 10, floor: -5, weekly: true },
      { scaling: 'minmax', yearly: true },
      { growth: 'flat', daily: true },
    );
    fc.assert(
      fc.property(anything, given, ({ timestamps, values: raw }, tried) => {
        const length = Math.min(timestamps.length, raw.length);
        try {
          const model = trainProphet(
            { timestamps: timestamps.slice(0, length), values: raw.slice(0, length) },
            tried,
          );
          expect(Number.isFinite(model.logPosterior)).toBe(true);
          const { mean, intervals } = model.forecast({ horizon: 3 });
          for (const numbers of [mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])]) {
            expect(numbers.every(Number.isFinite)).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(CoincastError);
        }
      }),
      { numRuns: 150 },
    );
  });
});
