import { describe, expect, it } from 'vitest';
import {
  CsvFormatError,
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
} from '../../../src/errors/index.js';
import { type ParseCsvOptions, parsePricesCsv } from '../../../src/series/index.js';

const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('parsePricesCsv', () => {
  it('reads prices with volumes and market capitalisations', () => {
    const text = lines('timestamp,price,volume,market_cap', '1000,1.5,10,100', '1060,2e0,0,.5');
    expect(parsePricesCsv(text, { coinId: 'bitcoin', vsCurrency: 'EUR' })).toEqual({
      timestamps: Float64Array.of(1_000_000, 1_060_000),
      prices: Float64Array.of(1.5, 2),
      volumes: Float64Array.of(10, 0),
      marketCaps: Float64Array.of(100, 0.5),
      stepMs: 60_000,
      coinId: 'bitcoin',
      vsCurrency: 'eur',
    });
  });

  it('reads candles: the close is the price, at the time in the file', () => {
    const series = parsePricesCsv(
      lines(
        'timestamp,open,high,low,close,volume',
        '2022-01-01 00:00:00,46216.93,46731.39,46208.37,46656.13,1503.33095',
        '2022-01-01 01:00:00,46656.14,46949.99,46574.06,46778.14,943.81539',
      ),
    );
    expect([...series.prices]).toEqual([46656.13, 46778.14]);
    expect(series.timestamps[0]).toBe(Date.UTC(2022, 0, 1));
    expect([...series.volumes!]).toEqual([1503.33095, 943.81539]);
  });

  it.each([
    ['Prophet', 'ds,y', '2024-01-01,1', '2024-01-02,2'],
    [
      "CoinGecko's export",
      'snapped_at,price,market_cap,total_volume',
      '2024-01-01 00:00:00 UTC,1,3,4',
      '2024-01-02 00:00:00 UTC,2,3,4',
    ],
    ['upper case and quotes', '"DATE","Close"', '"2024-01-01","1"', '"2024-01-02","2"'],
    ['blanks', ' Date , Market Cap , Price ', ' 2024-01-01 , 5 , 1 ', ' 2024-01-02 , 5 , 2 '],
    ['other columns', 'symbol,time,note,value', 'BTC,2024-01-01,"a, b",1', 'BTC,2024-01-02,,2'],
    ['a price beside a close', 'time,close,price', '2024-01-01,7,1', '2024-01-02,7,2'],
    ['epoch seconds', 'unix,price', '1704067200,1', '1704153600,2'],
    ['epoch milliseconds', 'Open Time,close', '1704067200000,1', '1704153600000,2'],
    ['epoch microseconds', 'open_time,close', '1704067200000000,1', '1704153600000000,2'],
  ])('reads the columns of %s', (_, header, ...rows) => {
    const series = parsePricesCsv(lines(header, ...rows));
    expect([...series.prices]).toEqual([1, 2]);
    expect([...series.timestamps]).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2)]);
  });

  it.each([
    ['a byte order mark, CRLF and no last line end', '\ufefftime,price\r\n0,1\r\n60,2'],
    ['line ends of every kind in one file', 'time,price\n0,1\r\n60,2\r'],
    ['empty lines and rows of empty cells', '\n\r\ntime,price\n\n0,1\n , \n60,2\n,\n\n'],
  ])('reads %s', (_, text) => {
    expect([...parsePricesCsv(text).prices]).toEqual([1, 2]);
  });

  it('leaves out a column that has no value in some row', () => {
    const series = parsePricesCsv(lines('time,price,volume,market_cap', '0,1,,5', '60,2,7,6'));
    expect(series).not.toHaveProperty('volumes');
    expect(series.marketCaps).toEqual(Float64Array.of(5, 6));
  });

  it('decides the unit by the first row, so that old milliseconds stay together when told', () => {
    const text = lines('time,price', '99999999999,1', '100000000000,2');
    const read = (options: ParseCsvOptions) => [...parsePricesCsv(text, options).timestamps];
    expect(read({ timestampUnit: 'milliseconds' })).toEqual([99_999_999_999, 100_000_000_000]);
    expect(read({})).toEqual([99_999_999_999_000, 100_000_000_000_000]);
  });

  it('takes a column named in milliseconds at its word', () => {
    expect(parsePricesCsv(lines('timestamp_ms,price', '0,1', '60000,2')).stepMs).toBe(60_000);
  });

  it('takes a single row when its step is named', () => {
    expect(parsePricesCsv(lines('time,price', '0,1'), { stepMs: 1000 }).stepMs).toBe(1000);
  });

  describe('refuses with the line, the column and the text', () => {
    it.each<[string, string, Partial<CsvFormatError>, RegExp]>([
      [
        'text in a number',
        'time,price\n0,1\n60,abc',
        { line: 3, column: 'price', value: 'abc' },
        /^Line 3, column "price": "abc" is not a number\./,
      ],
      ['NaN', 'time,price\n0,NaN', { line: 2, column: 'price', value: 'NaN' }, /"NaN" is not a number/],
      [
        'infinity',
        'time,price\n0,1e999',
        { line: 2, column: 'price', value: '1e999' },
        /"1e999" is not a number/,
      ],
      ['hexadecimal', 'time,price\n0,0x10', { line: 2, column: 'price', value: '0x10' }, /is not a number/],
      ['an empty price', 'time,price\n0,', { line: 2, column: 'price', value: '' }, /"" is not a number/],
      [
        'a thousands separator',
        'time,price\n0,"1,000"',
        { line: 2, value: '1,000' },
        /"1,000" is not a number/,
      ],
      [
        'a negative price',
        'time,Close\n0,1\n60,-5',
        { line: 3, column: 'Close', value: '-5' },
        /"-5" is not positive/,
      ],
      ['a price of zero', 'time,price\n0,0', { line: 2, value: '0' }, /"0" is not positive/],
      [
        'a negative volume',
        'time,price,volume\n0,1,-2',
        { line: 2, column: 'volume' },
        /"-2" is not zero or more/,
      ],
      [
        'text in a volume',
        'time,price,volume\n0,1,n/a',
        { line: 2, column: 'volume' },
        /"n\/a" is not a number/,
      ],
      [
        'an unreadable time',
        'date,price\n31.12.2024,1',
        { line: 2, column: 'date' },
        /"31\.12\.2024" is not a time/,
      ],
      [
        'a day no calendar has',
        'date,price\n2023-02-29,1',
        { line: 2, column: 'date' },
        /"2023-02-29" is not a time/,
      ],
      ['an infinite time', 'time,price\n1e999,1', { line: 2 }, /is not a time/],
      ['a row too short', 'time,price\n0,1\n60', { line: 3 }, /^Line 3 has not as many cells as the header/],
      ['a row too long', 'time,price\n0,1,2', { line: 2 }, /^Line 2 has not as many cells as the header/],
      ['a quote left open', 'time,price\n0,"1\n60,2', { line: 3 }, /quoted cell that never ends/],
      ['a quote within a cell', 'time,price\n"0"0,1', { line: 2 }, /quote in the middle/],
      ['the fifth line after empty ones', 'time,price\r\n\r\n0,1\r\n\r\n60,x', { line: 5 }, /^Line 5/],
    ])('%s', (_, text, fields, message) => {
      const error = thrownBy(() => parsePricesCsv(text));
      expect(error).toBeInstanceOf(CsvFormatError);
      expect(error).toMatchObject({ ...fields, message: expect.stringMatching(message) });
    });
  });

  it.each<[string, string, RegExp]>([
    ['an empty text', '', /^The CSV is empty\. Give one header line/],
    ['only empty lines', '\n\r\n , \n', /^The CSV is empty/],
    ['only a header', 'time,price\n', /^The CSV has a header but no rows/],
    [
      'no time',
      'timestmp,price\n0,1',
      /no column for the timestamp: .* Did you mean "timestamp" by "timestmp"\?/,
    ],
    ['no price', 'time,pirce\n0,1', /no column for the price: .* Did you mean "price" by "pirce"\?/],
    [
      'no price and nothing near it',
      'time,a,volume\n0,1,2',
      /Name one of its columns "price", "close", "y", "value"\./,
    ],
    ['no header', '1704067200,42000\n1704153600,43000', /its header is "1704067200,42000"/],
  ])('refuses %s', (_, text, message) => {
    const error = thrownBy(() => parsePricesCsv(text));
    expect(error).toBeInstanceOf(CsvFormatError);
    expect(error).toMatchObject({ line: 1, message: expect.stringMatching(message) });
  });

  it.each([
    ['repeated', '0,1\n60,2\n60,3', 'duplicate', 2, /^Line 4: the time 1970-01-01T00:01:00\.000Z repeats/],
    ['disordered', '60,1\n0,2', 'unsorted', 1, /^Line 3: the time 1970-01-01T00:00:00\.000Z comes before/],
  ])('refuses %s times, naming line and index', (_, rows, reason, index, message) => {
    const error = thrownBy(() => parsePricesCsv(`time,price\n${rows}`));
    expect(error).toBeInstanceOf(IrregularSeriesError);
    expect(error).toMatchObject({ reason, index, message: expect.stringMatching(message) });
  });

  it('refuses a single row without a step', () => {
    expect(() => parsePricesCsv('time,price\n0,1')).toThrow(InsufficientDataError);
  });

  it.each<[unknown, object, RegExp]>([
    [undefined, {}, /^text must be the text of a CSV file/],
    [new Uint8Array(3), {}, /^text must be/],
    ['time,price\n0,1\n60,2', { coin: 'bitcoin' }, /Did you mean "coinId"\?/],
    ['time,price\n0,1\n60,2', { timestampUnit: 'second' }, /Did you mean "seconds"\?/],
    ['time,price\n0,1\n60,2', { coinId: '' }, /coinId must be a non-empty string/],
  ])('refuses the arguments %o and %o', (text, options, message) => {
    expect(() => parsePricesCsv(text as string, options)).toThrow(InvalidArgumentError);
    expect(() => parsePricesCsv(text as string, options)).toThrow(message);
  });
});
