import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import { buildFeatures, formatFeaturesCsv, toFeatureRows } from '../../../src/features/index.js';
import { createPriceSeries } from '../../../src/series/index.js';

const series = createPriceSeries({ timestamps: [0, 60_000, 120_000], prices: [0.1, 0.2, 0.4] });
const spec = { 'a "mean", of 2': { feature: 'sma', period: 2 }, r: { feature: 'lag' } } as const;

describe('a table of features', () => {
  it('is written as CSV, an unknown value as an empty cell', () => {
    const text = formatFeaturesCsv(buildFeatures(series, spec, { keepWarmUp: true }));
    expect(text.split('\n')).toEqual([
      'timestamp,"a ""mean"", of 2",r',
      '1970-01-01T00:00:00.000Z,,',
      '1970-01-01T00:01:00.000Z,0.15000000000000002,0.1',
      '1970-01-01T00:02:00.000Z,0.30000000000000004,0.2',
      '',
    ]);
  });

  it('writes times that no date expresses as numbers', () => {
    const fine = createPriceSeries({ timestamps: [0.5, 1.25], prices: [1, 2] });
    expect(formatFeaturesCsv(buildFeatures(fine, { r: { feature: 'lag' } }))).toBe(
      'timestamp_ms,r\n1.25,1\n',
    );
  });

  it('becomes rows with the time of each', () => {
    const rows = toFeatureRows(buildFeatures(series, spec, { keepWarmUp: true }));
    expect(rows[0]).toEqual({ timestamp: 0, 'a "mean", of 2': Number.NaN, r: Number.NaN });
    expect(rows[2]!.r).toBe(0.2);
    expect(rows).toHaveLength(3);
  });

  it.each([undefined, null, {}, [], { timestamps: [1], columns: {} }])('refuses %o', (table) => {
    expect(() => formatFeaturesCsv(table as never)).toThrow(InvalidArgumentError);
    expect(() => toFeatureRows(table as never)).toThrow(/^table must be a FeatureTable/);
  });
});
