import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  createPriceSeries,
  fillGaps,
  findGaps,
  type PriceSeries,
  type PriceSeriesInput,
  resampleSeries,
  sliceSeries,
} from '../../src/series/index.js';
import { validateSeries } from '../../src/validation/index.js';

const hour = 3_600_000;

/** Series on an hourly grid with holes. */
const holedSeries: fc.Arbitrary<PriceSeries> = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 80 })
  .chain((hours) =>
    fc.tuple(
      fc.constant(hours),
      fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), {
        minLength: hours.length,
        maxLength: hours.length,
      }),
    ),
  )
  .map(([hours, prices]) =>
    createPriceSeries({ timestamps: hours.sort((a, b) => a - b).map((k) => k * hour), prices, stepMs: hour }),
  );

describe('series', () => {
  it('split at any moment make up the whole again', () => {
    fc.assert(
      fc.property(holedSeries, fc.nat({ max: 200 }), (series, at) => {
        const part = (range: object) => {
          try {
            return [...sliceSeries(series, range).timestamps];
          } catch {
            return [];
          }
        };
        expect([...part({ to: at * hour }), ...part({ from: at * hour })]).toEqual([...series.timestamps]);
      }),
    );
  });

  it('have no gaps once filled, keep what was observed, and stay within its range', () => {
    fc.assert(
      fc.property(holedSeries, fc.constantFrom('previous', 'linear'), (series, method) => {
        const filled = fillGaps(series, { method });
        expect(findGaps(filled)).toEqual([]);
        const missing = findGaps(series).reduce((sum, gap) => sum + gap.missing, 0);
        expect(filled.prices).toHaveLength(series.prices.length + missing);
        series.timestamps.forEach((time, k) => {
          expect(filled.prices[filled.timestamps.indexOf(time)]).toBe(series.prices[k]);
        });
        expect(Math.min(...filled.prices)).toBe(Math.min(...series.prices));
        expect(Math.max(...filled.prices)).toBe(Math.max(...series.prices));
      }),
    );
  });

  it('resampled stay on the grid, within the range, and do not see past their stamps', () => {
    fc.assert(
      fc.property(
        holedSeries,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 80 }),
        (series, steps, n) => {
          const options = { stepMs: steps * hour };
          const resampled = (input: PriceSeries) => {
            try {
              return resampleSeries(input, options);
            } catch {
              return { timestamps: new Float64Array(), prices: new Float64Array() };
            }
          };
          const whole = resampled(series);
          expect(whole.timestamps.every((time) => time % options.stepMs === 0)).toBe(true);
          const prefix = sliceSeries(series, {
            to: series.timestamps[Math.min(n, series.prices.length) - 1]! + 1,
          });
          const ofPrefix = resampled(prefix);
          expect([...ofPrefix.prices]).toEqual([...whole.prices.subarray(0, ofPrefix.prices.length)]);
        },
      ),
    );
  });
});

describe('validateSeries', () => {
  const anything = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -2, max: 20 }) },
    fc.double(),
    fc.constantFrom(null, undefined, '1', true, 1n, Number.NaN, {}),
  );
  const arrays = fc.record(
    {
      timestamps: fc.array(anything, { maxLength: 8 }),
      prices: fc.array(anything, { maxLength: 8 }),
      volumes: fc.array(anything, { maxLength: 8 }),
      stepMs: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['timestamps', 'prices'] },
  );
  const almostSound = fc
    .record({
      n: fc.nat({ max: 8 }),
      at: fc.nat({ max: 8 }),
      column: fc.constantFrom('timestamps', 'prices', 'volumes'),
      value: anything,
    })
    .map(({ n, at, column, value }) => {
      const numbers = () => Array.from({ length: n }, (_, k) => k + 1);
      const raw: Record<string, unknown[]> = { timestamps: numbers(), prices: numbers(), volumes: numbers() };
      if (at < n) raw[column]![at] = value;
      return raw as { timestamps: unknown[]; prices: unknown[]; volumes: unknown[] };
    });

  it('never throws for data, and is ok with exactly what createPriceSeries takes', () => {
    fc.assert(
      fc.property(fc.oneof(arrays, almostSound), (raw) => {
        const report = validateSeries(raw);
        let taken = true;
        try {
          createPriceSeries(raw as PriceSeriesInput);
        } catch (error) {
          expect(error).toBeInstanceOf(CoincastError);
          taken = false;
        }
        expect(report.ok).toBe(taken);
        for (const { index, count } of report.findings) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(count).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
