import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { createPriceSeries, formatPricesCsv, parsePricesCsv } from '../../src/series/index.js';

const positive = fc.double({ min: 0, minExcluded: true, max: Number.MAX_VALUE, noNaN: true });
const notNegative = fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true });

const seriesFrom = (time: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(time, { minLength: 2, maxLength: 30 })
    .chain((times) => {
      const n = { minLength: times.length, maxLength: times.length };
      return fc.record({
        timestamps: fc.constant(Float64Array.from(times).sort()),
        prices: fc.array(positive, n),
        volumes: fc.option(fc.array(notNegative, n), { nil: undefined }),
        marketCaps: fc.option(fc.array(notNegative, n), { nil: undefined }),
      });
    })
    .map(createPriceSeries);

const anyDate = fc.integer({ min: -8.64e15, max: 8.64e15 });
const anyMoment = fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }).map((time) => time + 0);

describe('CSV', () => {
  it.each([
    ['whole milliseconds', anyDate],
    ['any moments', anyMoment],
  ])('is read back exactly as it was written, at %s', (_, time) => {
    fc.assert(
      fc.property(seriesFrom(time), (series) => {
        expect(parsePricesCsv(formatPricesCsv(series))).toEqual(series);
      }),
    );
  });

  it('of any text gives a series or a typed error, and nothing else', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('time', 'price', '0', '60', '1e3', '"', '2024-01-01', '\n', ','),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 })
        .map((rows) => rows.map((row) => row.join(',')).join('\n')),
      fc
        .array(fc.array(cell, { minLength: 2, maxLength: 2 }))
        .map((rows) => `time,price\n${rows.map((row) => row.join(',')).join('\n')}`),
    );
    fc.assert(
      fc.property(text, (csv) => {
        try {
          expect(parsePricesCsv(csv).prices.length).toBeGreaterThan(1);
        } catch (error) {
          expect(error).toBeInstanceOf(CoincastError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
