import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../src/testing/index.js';
import { type Candles, type Chart, day, get, hour, minute, now, pro, seconds, start } from './emulated.js';

describe('/coins/{id}/ohlc', () => {
  it.each([
    ['1', {}, '', 48, 30 * minute],
    ['7', {}, '', 42, 4 * hour],
    ['30', {}, '', 180, 4 * hour],
    ['90', {}, '', 22, 4 * day],
    ['365', {}, '', 91, 4 * day],
    ['7', pro, '&interval=daily', 7, day],
    ['90', pro, '&interval=hourly', 90 * 24, hour],
  ])('days=%s %j%s: %i candles', async (days, headers, more, count, stepMs) => {
    const path = `/coins/bitcoin/ohlc?vs_currency=usd&days=${days}${more}`;
    const { body } = await get<Candles>(await start(), path, headers);
    expect(body).toHaveLength(count);
    expect(body.every(([closedAt]) => closedAt % stepMs === 0 && closedAt <= now)).toBe(true);
    expect(body.at(-1)![0]).toBe(Math.floor(now / stepMs) * stepMs);
    body.forEach(([closedAt, open, high, low, close], index) => {
      if (index === 0) return;
      expect(closedAt - body[index - 1]![0]).toBe(stepMs);
      expect(open).toBe(body[index - 1]![4]);
      expect(Math.max(open, close)).toBeLessThanOrEqual(high);
      expect(Math.min(open, close)).toBeGreaterThanOrEqual(low);
    });
  });

  it('encloses the prices of its time', async () => {
    const emulator = await start();
    const candles = (await get<Candles>(emulator, '/coins/bitcoin/ohlc?vs_currency=usd&days=7')).body;
    const { prices } = (await get<Chart>(emulator, '/coins/bitcoin/market_chart?vs_currency=usd&days=2'))
      .body;
    for (const [closedAt, , high, low] of candles.slice(-10)) {
      const within = prices.filter(([time]) => time > closedAt - 4 * hour && time <= closedAt);
      for (const [, price] of within) {
        expect(price).toBeLessThan(high * 1.01);
        expect(price).toBeGreaterThan(low * 0.99);
      }
    }
  });

  it('gives the same past as time goes on', async () => {
    const clock = createTestClock({ now });
    const emulator = await start({ clock });
    const path = '/coins/bitcoin/ohlc?vs_currency=usd&days=7';
    const before = (await get<Candles>(emulator, path)).body;
    clock.advance(day);
    const later = (await get<Candles>(emulator, path)).body;
    expect(later.slice(0, -6)).toEqual(before.slice(6));
  });

  it('has no candle from before a coin was listed or after it ended', async () => {
    const coins = [{ id: 'bitcoin', listedAt: now - 3 * day, delistedAt: now - day }];
    const { body } = await get<Candles>(await start({ coins }), '/coins/bitcoin/ohlc?vs_currency=usd&days=7');
    expect(body[0]![0] - 4 * hour).toBeGreaterThanOrEqual(now - 3 * day);
    expect(body.at(-1)![0]).toBeLessThanOrEqual(now - day);
    expect(body).toHaveLength(11);
  });

  it('shows a finished day only 35 minutes after its end', async () => {
    const last = async (minutes: number) => {
      const clock = createTestClock({ now: Date.UTC(2026, 0, 5) + minutes * minute });
      const path = '/coins/bitcoin/ohlc?vs_currency=usd&days=7&interval=daily';
      return (await get<Candles>(await start({ clock }), path, pro)).body.at(-1)![0];
    };
    expect(await last(34)).toBe(Date.UTC(2026, 0, 4));
    expect(await last(35)).toBe(Date.UTC(2026, 0, 5));
  });

  it('reaches back to the listing on a paid plan', async () => {
    const { body } = await get<Candles>(await start(), '/coins/bitcoin/ohlc?vs_currency=usd&days=max', pro);
    expect(body[0]![0]).toBeLessThan(Date.UTC(2018, 1, 10));
  });

  it('converts and rounds', async () => {
    const path = '/coins/bitcoin/ohlc?vs_currency=jpy&days=1&precision=0';
    const { body } = await get<Candles>(await start(), path);
    expect(body.flat().every(Number.isInteger)).toBe(true);
    expect(body[0]![1]).toBeGreaterThan(1_000_000);
  });

  it.each([
    ['days=4', 400, { error: 'invalid days' }],
    ['days=-1', 400, { error: 'invalid days' }],
    ['', 422, { error: 'Missing parameter days' }],
    ['days=max', 401, { status: { error_code: 10002 } }],
    ['days=7&interval=daily', 401, { status: { error_code: 10002 } }],
    ['days=7&interval=5m', 400, { error: 'invalid interval' }],
  ])('%s: %i', async (query, status, body) => {
    const path = `/coins/bitcoin/ohlc?vs_currency=usd&${query}`;
    expect(await get(await start(), path)).toMatchObject({ status, body });
  });

  it.each([
    ['days=365&interval=daily', 'interval=daily reaches 180 days'],
    ['days=180&interval=hourly', 'interval=hourly reaches 90 days'],
  ])('%s is too much even for paid plans', async (query, error) => {
    const path = `/coins/bitcoin/ohlc?vs_currency=usd&${query}`;
    expect(await get(await start(), path, pro)).toMatchObject({ status: 400, body: { error } });
  });
});

describe('/coins/{id}/ohlc/range', () => {
  const path = (from: number, to: number, interval: string) =>
    `/coins/bitcoin/ohlc/range?vs_currency=usd&from=${seconds(from)}&to=${seconds(to)}&interval=${interval}`;

  it('gives the candles that ended within it, both ends included', async () => {
    const emulator = await start();
    const from = Date.UTC(2025, 5, 1);
    const daily = (await get<Candles>(emulator, path(from, from + 3 * day, 'daily'), pro)).body;
    expect(daily.map(([closedAt]) => closedAt)).toEqual([0, 1, 2, 3].map((days) => from + days * day));
    const hourly = (await get<Candles>(emulator, path(from, from + day, 'hourly'), pro)).body;
    expect(hourly).toHaveLength(25);
    expect(hourly.at(-1)![4]).toBe(daily[1]![4]);
  });

  it.each([
    [path(now - 181 * day, now, 'daily'), 400, 'interval=daily reaches 180 days'],
    [path(now - 32 * day, now, 'hourly'), 400, 'interval=hourly reaches 31 days'],
    [path(now - day, now, '5m'), 400, 'invalid interval'],
    ['/coins/bitcoin/ohlc/range?vs_currency=usd&from=0&to=1', 422, 'Missing parameter interval'],
    ['/coins/nobody/ohlc/range?vs_currency=usd&from=0&to=1', 404, 'coin not found'],
  ])('%s: %i', async (url, status, error) => {
    expect(await get(await start(), url, pro)).toMatchObject({ status, body: { error } });
  });
});
