import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import {
  createPriceSeries,
  formatPricesCsv,
  type PriceSeries,
  parsePricesCsv,
} from '../../../src/series/index.js';

describe('formatPricesCsv', () => {
  it('writes ISO times and as many digits as a number needs', () => {
    const timestamps = [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1, 0, 0, 0, 500)];
    expect(formatPricesCsv(createPriceSeries({ timestamps, prices: [0.1 + 0.2, 1e-9] }))).toBe(
      'timestamp,price\n2024-01-01T00:00:00.000Z,0.30000000000000004\n2024-01-01T00:00:00.500Z,1e-9\n',
    );
  });

  it('writes volumes and market capitalisations where there are any', () => {
    const series = createPriceSeries({
      timestamps: [0, 1],
      prices: [1, 2],
      volumes: [3, 4],
      marketCaps: [5, 6],
    });
    expect(formatPricesCsv(series).split('\n').slice(0, 2)).toEqual([
      'timestamp,price,volume,market_cap',
      '1970-01-01T00:00:00.000Z,1,3,5',
    ]);
  });

  it.each([
    ['fractions of a millisecond', [0.25, 1.5]],
    ['times before 1970', [-1000, 0]],
    ['years of six digits', [-8.64e15, 8.64e15]],
    ['small milliseconds that could pass for seconds', [1, 2.5]],
  ])('is read back exactly with %s', (_, timestamps) => {
    const series = createPriceSeries({ timestamps, prices: [1, Number.MAX_VALUE] });
    expect(parsePricesCsv(formatPricesCsv(series))).toEqual(series);
  });

  it('refuses what is no series', () => {
    expect(() => formatPricesCsv([1, 2] as unknown as PriceSeries)).toThrow(InvalidArgumentError);
  });
});
