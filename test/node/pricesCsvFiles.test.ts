import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CsvFormatError, InvalidArgumentError, IrregularSeriesError } from '../../src/errors/index.js';
import { readPricesCsv, writePricesCsv } from '../../src/node/index.js';
import { createPriceSeries, type PriceSeries, parsePricesCsv } from '../../src/series/index.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coincast-'));
  path = join(folder, 'prices.csv');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('readPricesCsv', () => {
  it('reads what parsePricesCsv reads, over many chunks', async () => {
    const rows = Array.from({ length: 20_000 }, (_, k) => `${k * 60},${1 + (k % 97) / 7},${k % 5}`);
    const text = `time,price,volume\r\n${rows.join('\r\n')}\r\n`;
    await writeFile(path, text);
    const options = { coinId: 'bitcoin', vsCurrency: 'eur' };
    expect(await readPricesCsv(path, options)).toEqual(parsePricesCsv(text, options));
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\ufefftime,price\n0,1\n60,2\n')],
    ['UTF-16', Buffer.from('\ufefftime,price\n0,1\n60,2\n', 'utf16le')],
  ])('reads %s', async (_, bytes) => {
    await writeFile(path, bytes);
    expect([...(await readPricesCsv(path)).prices]).toEqual([1, 2]);
  });

  it('reads letters whose bytes fall apart between chunks', async () => {
    const text = `time,price,é\n0,1,\n60,2,${'€'.repeat(100_000)}\n`;
    await writeFile(path, text);
    expect(await readPricesCsv(path)).toEqual(parsePricesCsv(text));
    const cut = `time,price,note\n0,1,\n60,x${'€'.repeat(100_000)},\n`;
    await writeFile(path, cut);
    await expect(readPricesCsv(path)).rejects.toMatchObject({ value: `x${'€'.repeat(100_000)}` });
  });

  it('refuses a last cell that ends within a letter', async () => {
    await writeFile(path, Buffer.from([...Buffer.from('time,price\n0,1\n60,2'), 0xe2]));
    await expect(readPricesCsv(path)).rejects.toMatchObject({ line: 3, value: '2\ufffd' });
  });

  it.each([
    ['', /^The CSV is empty/],
    ['time,price\n0,1\n60,abc\n', /^Line 3, column "price": "abc" is not a number/],
    ['time,price\n0,1\n60\n', /^Line 3 has not as many cells/],
    ['time,price\n0,"1\n60,2\n', /quoted cell that never ends/],
    ['timestmp,price\n0,1\n', /Did you mean "timestamp"/],
  ])('refuses the text %j with the same error', async (text, message) => {
    await writeFile(path, text);
    const reading = readPricesCsv(path);
    await expect(reading).rejects.toBeInstanceOf(CsvFormatError);
    await expect(reading).rejects.toThrow(message);
  });

  it('refuses disorder, naming the line', async () => {
    await writeFile(path, 'time,price\n60,1\n0,2\n');
    await expect(readPricesCsv(path)).rejects.toBeInstanceOf(IrregularSeriesError);
    await expect(readPricesCsv(path)).rejects.toThrow(/^Line 3/);
  });

  it("rejects with Node's own error where there is no file", async () => {
    await expect(readPricesCsv(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it("rethrows the caller's own reason when aborted", async () => {
    await writeFile(path, 'time,price\n0,1\n60,2\n');
    const reason = new Error('enough');
    await expect(readPricesCsv(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const reading = readPricesCsv(path, { signal: controller.signal });
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it('refuses unknown options', async () => {
    await expect(readPricesCsv(path, { coin: 'bitcoin' } as object)).rejects.toThrow(
      /Did you mean "coinId"\?/,
    );
  });
});

describe('writePricesCsv', () => {
  it('is read back exactly', async () => {
    const series = createPriceSeries({
      timestamps: [0, 1500, 3001],
      prices: [0.1 + 0.2, 1e-12, 1e300],
      volumes: [0, 1 / 3, 7],
    });
    await writePricesCsv(path, series);
    expect(await readPricesCsv(path)).toEqual(series);
    expect(await readdir(folder)).toEqual(['prices.csv']);
  });

  it('leaves an existing file as it is when there is nothing proper to write', async () => {
    await writeFile(path, 'old');
    const writing = writePricesCsv(path, { timestamps: [1], prices: [1] } as unknown as PriceSeries);
    await expect(writing).rejects.toBeInstanceOf(InvalidArgumentError);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['prices.csv']);
  });
});
