import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../src/testing/index.js';
import { type Chart, day, get, hour, minute, now, pro, seconds, start } from './emulated.js';

async function chartOf(query: string, headers = {}, options = {}) {
  const { status, body } = await get<Chart>(
    await start(options),
    `/coins/bitcoin/market_chart/range?vs_currency=usd&${query}`,
    headers,
  );
  expect(status).toBe(200);
  return body;
}
const range = (from: number, to: number) => `from=${seconds(from)}&to=${seconds(to)}`;

describe('/coins/{id}/market_chart/range', () => {
  it.each([
    ['the day up to now: 5 minutes', range(now - day, now), 288, 5 * minute, true],
    ['a day before that: hours', range(now - 3 * day, now - 2 * day), 24, hour, false],
    ['90 days: hours', range(now - 100 * day, now - 10 * day), 90 * 24, hour, false],
    ['more than 90 days: days', range(now - 100 * day, now - 9 * day), 91, day, false],
    ['a range into the future: up to the present', range(now - 3 * day, now + day), 72, hour, true],
    ['days where they are asked for', `${range(now - 5 * day, now)}&interval=daily`, 5, day, true],
    [
      'hours where they are asked for',
      `${range(now - 99 * day, now - day)}&interval=hourly`,
      2352,
      hour,
      false,
    ],
  ])('%s', async (_name, query, count, stepMs, endsNow) => {
    const { prices, market_caps, total_volumes } = await chartOf(query);
    const recorded = endsNow ? prices.slice(0, -1) : prices;
    const slots = recorded.map(([timestamp]) => Math.round(timestamp / stepMs));
    expect(slots).toEqual(Array.from({ length: count }, (_, index) => slots[0]! + index));
    if (endsNow) expect(prices.at(-1)![0]).toBe(now);
    expect(market_caps).toHaveLength(prices.length);
    expect(total_volumes).toHaveLength(prices.length);
  });

  it('includes both ends', async () => {
    const midnight = Date.UTC(2025, 5, 1);
    const { prices } = await chartOf(range(midnight, midnight + 100 * day));
    expect([prices[0]![0], prices.at(-1)![0], prices.length]).toEqual([midnight, midnight + 100 * day, 101]);
  });

  it('gives the points that market_chart gives', async () => {
    const emulator = await start();
    const byDays = await get<Chart>(emulator, '/coins/bitcoin/market_chart?vs_currency=usd&days=90');
    const byRange = await get<Chart>(
      emulator,
      `/coins/bitcoin/market_chart/range?vs_currency=usd&${range(now - 90 * day + 1, now)}`,
    );
    expect(byRange.body).toEqual(byDays.body);
  });

  it('shows a finished day only 35 minutes after its end', async () => {
    const lastDay = async (minutes: number) => {
      const clock = createTestClock({ now: Date.UTC(2026, 0, 5) + minutes * minute });
      const { prices } = await chartOf(range(Date.UTC(2025, 8, 1), Date.UTC(2026, 0, 5)), {}, { clock });
      return prices.filter(([timestamp]) => timestamp % day === 0).at(-1)![0];
    };
    expect(await lastDay(34)).toBe(Date.UTC(2026, 0, 4));
    expect(await lastDay(35)).toBe(Date.UTC(2026, 0, 5));
  });

  it('is empty before a coin was listed, and ends where trading did', async () => {
    const coins = [{ id: 'bitcoin', listedAt: now - 20 * day, delistedAt: now - 10 * day }];
    const empty = { prices: [], market_caps: [], total_volumes: [] };
    expect(await chartOf(range(now - 40 * day, now - 21 * day), {}, { coins })).toEqual(empty);
    expect(await chartOf(range(now - 9 * day, now), {}, { coins })).toEqual(empty);
    const { prices } = await chartOf(range(now - 40 * day, now), {}, { coins });
    expect(prices).toHaveLength(10 * 24);
  });

  it.each(['2025-12-01', '2025-12-01T00:00', '2025-12-01T00:00:00Z', '1764547200'])(
    'takes %s for a moment',
    async (from) => {
      const { prices } = await chartOf(`from=${from}&to=2025-12-04T12:30`);
      expect(Math.round(prices[0]![0] / hour) * hour).toBe(Date.UTC(2025, 11, 1));
    },
  );

  it.each([
    [`from=${seconds(now)}`, 422, 'Missing parameter to'],
    [`to=${seconds(now)}`, 422, 'Missing parameter from'],
    ['from=yesterday&to=2025-12-04', 400, 'invalid date'],
    ['from=2025-13-01&to=2025-12-04', 400, 'invalid date'],
    [range(now, now - day), 400, 'invalid date range'],
    [`${range(now - 101 * day, now)}&interval=hourly`, 400, 'interval=hourly reaches 100 days'],
    [`${range(now - day, now)}&interval=1m`, 400, 'invalid interval'],
    [`${range(now - day, now)}&precision=x`, 400, 'invalid precision'],
  ])('%s: %i', async (query, status, error) => {
    const path = `/coins/bitcoin/market_chart/range?vs_currency=usd&${query}`;
    expect(await get(await start(), path)).toMatchObject({ status, body: { error } });
  });

  it('lets free plans reach back to the day 365 days ago, and paid ones further', async () => {
    const emulator = await start();
    const earliest = Math.floor(now / day - 365) * day;
    const path = (from: number) =>
      `/coins/bitcoin/market_chart/range?vs_currency=usd&${range(from, from + 5 * day)}`;
    expect((await get(emulator, path(earliest))).status).toBe(200);
    expect(await get(emulator, path(earliest - 1000))).toMatchObject({
      status: 401,
      body: { error: { status: { error_code: 10012 } } },
    });
    expect((await get(emulator, path(earliest - 1000), pro)).status).toBe(200);
  });

  it('gives 5-minute points of the past to paid plans only, and of 10 days at most', async () => {
    const emulator = await start();
    const path = (days: number) =>
      `/coins/bitcoin/market_chart/range?vs_currency=usd&${range(now - 20 * day, now - (20 - days) * day)}&interval=5m`;
    const { body } = await get<Chart>(emulator, path(10), pro);
    expect(body.prices).toHaveLength(10 * 288);
    expect((await get(emulator, path(11), pro)).status).toBe(400);
    expect((await get(emulator, path(10))).status).toBe(401);
  });
});
