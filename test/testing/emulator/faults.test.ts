import { describe, expect, it } from 'vitest';
import { createTestClock, type Fault, startCoinGeckoEmulator } from '../../../src/testing/index.js';
import { type Candles, type Chart, get, now, start } from './emulated.js';

const chart = '/coins/bitcoin/market_chart?vs_currency=usd&days=2';
const ohlc = '/coins/bitcoin/ohlc?vs_currency=usd&days=1';
const timestamp = new Date(now).toISOString();

describe('errors', () => {
  it.each([
    ['flat', 'application/json', { error: 'no' }],
    ['status', 'application/json', { status: { error_code: 10005, error_message: 'no' } }],
    [
      'nested',
      'application/json',
      { error: { status: { timestamp, error_code: 10005, error_message: 'no' } } },
    ],
    ['hybrid', 'application/json', { timestamp, error_code: 10005, status: { error_message: 'no' } }],
    ['text', 'text/plain', 'error code: 10005'],
    ['html', 'text/html', expect.stringMatching(/^<!DOCTYPE html>.*error code: 10005/)],
    ['empty', 'application/json', ''],
  ] as const)('come in the shape %s', async (shape, contentType, body) => {
    const emulator = await start({
      faults: [{ kind: 'error', shape, status: 401, code: 10005, message: 'no' }],
    });
    const answer = await get(emulator, '/ping');
    expect(answer).toMatchObject({ status: 401, body });
    expect(answer.headers.get('content-type')).toContain(contentType);
  });

  it('have the status as their code unless told otherwise', async () => {
    const emulator = await start({ faults: [{ kind: 'error', shape: 'status', status: 503 }] });
    const body = { status: { error_code: 503, error_message: 'Emulated error' } };
    expect(await get(emulator, '/ping')).toMatchObject({ status: 503, body });
  });

  it.each([
    [{ kind: 'error', shape: 'round', status: 400 }, 'faults[0].shape must be one of'],
    [{ kind: 'error', shape: 'flat', status: 42 }, 'faults[0].status must be'],
    [{ kind: 'status' }, 'faults[0].status must be'],
    [{ kind: 'delay', durationMs: -1 }, 'faults[0].durationMs must be'],
    [{ kind: 'nulls', every: 0 }, 'faults[0].every must be'],
  ])('that make no sense are refused: %j', async (fault, message) => {
    await expect(startCoinGeckoEmulator({ faults: [fault as never] })).rejects.toThrow(message);
  });
});

describe('faults of the connection', () => {
  const whole = JSON.stringify({ gecko_says: '(V3) To the Moon!' });
  const half = whole.slice(0, Math.ceil(whole.length / 2));

  it('cut the answer off as if it were whole', async () => {
    const emulator = await start({ faults: [{ kind: 'cutOff' }] });
    const response = await fetch(`${emulator.url}/ping`);
    expect([response.status, await response.text()]).toEqual([200, half]);
  });

  it.each(['brokenOff', 'stall'] as const)('%s: announce more than comes', async (kind) => {
    const emulator = await start({ faults: [{ kind }] });
    const response = await fetch(`${emulator.url}/ping`);
    expect(response.headers.get('content-length')).toBe(String(whole.length));
    const reader = response.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(half);
    const rest = expect(reader.read()).rejects.toThrow('terminated');
    if (kind === 'stall') await emulator.close();
    await rest;
  });

  it('reset it before any answer', async () => {
    const emulator = await start({ faults: [{ kind: 'reset' }] });
    await expect(fetch(`${emulator.url}/ping`)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('delay the answer on the emulated clock', async () => {
    const clock = createTestClock({ now });
    const emulator = await start({ clock, faults: [{ kind: 'delay', durationMs: 5000 }] });
    expect((await get(emulator, '/ping')).status).toBe(200);
    expect(clock.now()).toBe(now + 5000);
  });
});

describe('answers in place of the proper one', () => {
  it.each<[Fault, number, string, unknown]>([
    [{ kind: 'html' }, 200, 'text/html', expect.stringContaining('Access denied')],
    [{ kind: 'html', status: 403 }, 403, 'text/html', expect.stringContaining('Access denied')],
    [{ kind: 'empty' }, 200, 'application/json', ''],
    [{ kind: 'status', status: 502 }, 502, 'application/json', ''],
    [{ kind: 'status', status: 200, body: null }, 200, 'application/json', null],
    [{ kind: 'rateLimit' }, 429, 'application/json', { status: expect.anything() }],
  ])('%j', async (fault, status, contentType, body) => {
    const answer = await get(await start({ faults: [fault] }), '/ping');
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers.get('content-type')).toContain(contentType);
  });
});

describe('a wrong content type', () => {
  it('comes with the proper body', async () => {
    const emulator = await start({
      faults: [{ kind: 'contentType' }, { kind: 'contentType', contentType: 'image/png' }],
    });
    const first = await fetch(`${emulator.url}/ping`);
    expect(first.headers.get('content-type')).toBe('text/html');
    expect(await first.json()).toEqual({ gecko_says: '(V3) To the Moon!' });
    expect((await fetch(`${emulator.url}/ping`)).headers.get('content-type')).toBe('image/png');
  });
});

describe('defects of data', () => {
  it('repeat every n-th point', async () => {
    const emulator = await start({ faults: [null, { kind: 'duplicatePoints', every: 20 }] });
    const proper = (await get<Chart>(emulator, chart)).body;
    const { prices, market_caps, total_volumes } = (await get<Chart>(emulator, chart)).body;
    const expected = proper.prices.flatMap((point, index) => (index % 20 === 19 ? [point, point] : [point]));
    expect(prices).toEqual(expected);
    expect(prices).toHaveLength(51);
    expect([market_caps.length, total_volumes.length]).toEqual([51, 51]);
  });

  it('leave every n-th point out, in the columns named', async () => {
    const emulator = await start({
      faults: [null, { kind: 'missingPoints', columns: ['market_caps', 'prices'] }],
    });
    const proper = (await get<Chart>(emulator, chart)).body;
    const { prices, market_caps, total_volumes } = (await get<Chart>(emulator, chart)).body;
    expect(prices).toEqual(proper.prices.filter((_, index) => index % 10 !== 9));
    expect([market_caps.length, total_volumes.length]).toEqual([45, 49]);
  });

  it('put nulls for values, and zeros for volumes', async () => {
    const emulator = await start({
      faults: [
        { kind: 'nulls', every: 2, columns: ['market_caps'] },
        { kind: 'zeroVolumes', every: 3 },
      ],
    });
    const nulls = (await get<Chart>(emulator, chart)).body;
    expect(nulls.market_caps.map(([, value]) => value === null).slice(0, 4)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(nulls.prices.every(([, value]) => value !== null)).toBe(true);
    const zeros = (await get<Chart>(emulator, chart)).body;
    expect(zeros.total_volumes.map(([, value]) => value === 0).slice(0, 4)).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(zeros.prices.every(([, value]) => value !== 0)).toBe(true);
  });

  it('make the arrays of a chart unequal', async () => {
    const emulator = await start({ faults: [{ kind: 'unequalArrays' }] });
    const { prices, market_caps, total_volumes } = (await get<Chart>(emulator, chart)).body;
    expect([prices.length, market_caps.length, total_volumes.length]).toEqual([49, 48, 49]);
  });

  it('repeat candles and leave them out, with no other effect on them', async () => {
    const emulator = await start({
      faults: [
        { kind: 'duplicatePoints', every: 24 },
        { kind: 'missingPoints', every: 24 },
        { kind: 'nulls', every: 2 },
      ],
    });
    const lengths: number[] = [];
    for (let i = 0; i < 3; i++) lengths.push((await get<Candles>(emulator, ohlc)).body.length);
    expect(lengths).toEqual([50, 46, 48]);
  });

  it('take changes from simple prices and figures from markets', async () => {
    const emulator = await start({ faults: () => ({ kind: 'nulls', every: 2 }) });
    const simple = '/simple/price?ids=bitcoin&vs_currencies=usd&include_24hr_change=true';
    expect((await get(emulator, simple)).body).toEqual({
      bitcoin: { usd: expect.any(Number), usd_24h_change: null },
    });
    const [first, second] = (await get<object[]>(emulator, '/coins/markets?vs_currency=usd')).body;
    expect(first).toMatchObject({ current_price: expect.any(Number), high_24h: expect.any(Number) });
    expect(second).toMatchObject({ current_price: null, high_24h: null, ath_change_percentage: null });
  });

  it('leave errors and other answers as they are', async () => {
    const emulator = await start({ faults: () => ({ kind: 'duplicatePoints', every: 1 }) });
    expect((await get(emulator, '/ping')).body).toEqual({ gecko_says: '(V3) To the Moon!' });
    expect(await get(emulator, '/coins/nobody/ohlc?vs_currency=usd&days=1')).toMatchObject({ status: 404 });
    const list = (await get<{ id: string }[]>(emulator, '/coins/list')).body;
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });
});
