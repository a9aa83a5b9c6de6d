import { describe, expect, it } from 'vitest';
import { CsvFormatError, IrregularSeriesError, NonFiniteValueError } from '../../../src/errors/index.js';
import { parseCandlesCsv } from '../../../src/series/index.js';

const header = 'timestamp,open,high,low,close,volume\n';

describe('parseCandlesCsv', () => {
  it('reads candles with their volumes', () => {
    const text = `${header}2024-01-01 00:00:00,10,12,9,11,5\n2024-01-01 01:00:00,11,13,10,12,6\n`;
    expect(parseCandlesCsv(text, { coinId: 'bitcoin' })).toEqual({
      timestamps: Float64Array.of(Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1, 1)),
      opens: Float64Array.of(10, 11),
      highs: Float64Array.of(12, 13),
      lows: Float64Array.of(9, 10),
      closes: Float64Array.of(11, 12),
      volumes: Float64Array.of(5, 6),
      stepMs: 3_600_000,
      coinId: 'bitcoin',
      vsCurrency: 'usd',
    });
  });

  it('does without volumes', () => {
    const candles = parseCandlesCsv('date,open,high,low,close\n2024-01-01,1,1,1,1\n2024-01-02,1,1,1,1\n');
    expect(candles).not.toHaveProperty('volumes');
  });

  it.each([
    [
      'a missing side',
      'timestamp,open,hihg,low,close\n0,1,1,1,1',
      CsvFormatError,
      /Did you mean "high" by "hihg"\?/,
    ],
    [
      'text in a number',
      `${header}0,1,x,1,1,1`,
      CsvFormatError,
      /^Line 2, column "high": "x" is not a number/,
    ],
    ['times in disorder', `${header}60,1,1,1,1,1\n0,1,1,1,1,1`, IrregularSeriesError, /^Line 3/],
    [
      'a high below the close',
      `${header}0,1,1,1,2,1\n60,1,1,1,1,1`,
      NonFiniteValueError,
      /^highs\[0\] must be at least 2/,
    ],
  ])('refuses %s', (_, text, errorClass, message) => {
    expect(() => parseCandlesCsv(text)).toThrow(errorClass);
    expect(() => parseCandlesCsv(text)).toThrow(message);
  });
});
