import { describe, expect, it } from 'vitest';
import { detectTimestampUnit, parseTimestamp } from '../../../src/series/csv/parseTimestamp.js';

describe('detectTimestampUnit', () => {
  it.each([
    ['1641000000', 'seconds'],
    ['-1641000000', 'seconds'],
    ['1641000000.5', 'seconds'],
    ['1641000000000', 'milliseconds'],
    ['1735689600000000', 'microseconds'],
    ['1735689600000000000', 'nanoseconds'],
    ['2024-01-01', 'seconds'],
  ])('takes %s for %s', (text, unit) => {
    expect(detectTimestampUnit(text)).toBe(unit);
  });
});

describe('parseTimestamp', () => {
  it.each([
    ['1641000000', 'seconds', 1_641_000_000_000],
    ['1641000000.25', 'seconds', 1_641_000_000_250],
    ['1641000000123', 'milliseconds', 1_641_000_000_123],
    ['1735689600000000', 'microseconds', 1_735_689_600_000],
    ['1735689600000000000', 'nanoseconds', 1_735_689_600_000],
    ['1735689600123456789', 'nanoseconds', 1_735_689_600_123.457],
    ['1.7e12', 'milliseconds', 1_700_000_000_000],
    ['-86400', 'seconds', -86_400_000],
  ] as const)('reads the number %s in %s', (text, unit, expected) => {
    expect(parseTimestamp(text, unit)).toBe(expected);
  });

  it.each([
    ['2024-01-31', '2024-01-31T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29', '2000-02-29T00:00:00.000Z'],
    ['1969-12-31', '1969-12-31T00:00:00.000Z'],
    ['0050-03-01', '0050-03-01T00:00:00.000Z'],
    ['-000001-01-01T00:00:00.000Z', '-000001-01-01T00:00:00.000Z'],
    ['+010000-12-31', '+010000-12-31T00:00:00.000Z'],
    ['2024-01-31 23:00:00', '2024-01-31T23:00:00.000Z'],
    ['2024-01-31 23:45', '2024-01-31T23:45:00.000Z'],
    ['2024-01-31T23:59:59.999Z', '2024-01-31T23:59:59.999Z'],
    ['2024-01-31t23:59:59z', '2024-01-31T23:59:59.000Z'],
    ['2013-04-28 00:00:00 UTC', '2013-04-28T00:00:00.000Z'],
    ['2024-01-31T23:00:00+05:45', '2024-01-31T17:15:00.000Z'],
    ['2024-01-31 23:00:00 -0330', '2024-02-01T02:30:00.000Z'],
  ])('reads %s as %s, in UTC unless told otherwise', (text, expected) => {
    expect(parseTimestamp(text, 'seconds')).toBe(Date.parse(expected));
  });

  it('keeps fractions of a millisecond', () => {
    expect(parseTimestamp('1970-01-01 00:00:00.000250', 'seconds')).toBe(0.25);
  });

  it.each(
    [
      [
        '',
        '2023-02-29',
        '1900-02-29',
        '2023-04-31',
        '2023-13-01',
        '2023-00-01',
        '2023-01-00',
        '2023-01-01 24:00',
      ],
      [
        '2023-01-01 23:60',
        '2023-01-01 23:59:60',
        '2023-1-1',
        '01/02/2023',
        '2023-01',
        'yesterday',
        'NaN',
        '1e999',
      ],
    ].flat(),
  )('does not read "%s"', (text) => {
    expect(parseTimestamp(text, 'seconds')).toBeUndefined();
  });
});
