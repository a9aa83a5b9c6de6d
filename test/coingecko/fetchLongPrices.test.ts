import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoinGeckoClient,
  createCoinGeckoClient,
  type FetchGap,
  fetchPrices,
  planFetch,
} from '../../src/coingecko/index.js';
import { HttpStatusError, ResponseValidationError } from '../../src/errors/index.js';
import { type CoinGeckoEmulator, createTestClock, startCoinGeckoEmulator } from '../../src/testing/index.js';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37);
const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;

const connect = async (options: object = {}) => {
  const clock = createTestClock({ now });
  emulator = await startCoinGeckoEmulator({ seed: 3, clock, ...options });
  client = createCoinGeckoClient({ baseUrl: emulator.url, clock, logger, retry: { maxRetries: 0 } });
};
beforeEach(async () => {
  logger.warn.mockClear();
  await connect();
});
afterEach(() => emulator.close());

const listedLately = { coins: [{ id: 'new', listedAt: Date.UTC(2025, 11, 1, 6) }] };
const query = { interval: 'hourly' as const };
const steps = (first: number, last: number, stepMs: number) =>
  Array.from({ length: (last - first) / stepMs + 1 }, (_, index) => first + index * stepMs);

describe('fetchPrices in several calls', () => {
  it('joins a year of hourly prices without loss, repetition or disorder', async () => {
    const onGap = vi.fn();
    const onProgress = vi.fn();
    const series = await fetchPrices('bitcoin', { ...query, days: 365, client, onGap, onProgress });
    expect(Array.from(series.timestamps)).toEqual(
      steps(now - (now % hour) - 365 * day + hour, now - (now % hour), hour),
    );
    expect(series.volumes).toHaveLength(8760);
    expect(emulator.requests).toHaveLength(5);
    expect(onGap).not.toHaveBeenCalled();
    expect(logger.warn).not.toHaveBeenCalled();
    expect(onProgress.mock.calls.map(([{ done, total }]) => [done, total])).toEqual(
      [1, 2, 3, 4, 5].map((done) => [done, 5]),
    );
  });

  it('gives the same history in pieces as in one call', async () => {
    const whole = await fetchPrices('bitcoin', { ...query, days: 90, client });
    const from = whole.timestamps[0]!;
    for (const cut of [from + day, from + 31 * day + 5 * hour, from + 88 * day]) {
      const head = await fetchPrices('bitcoin', { ...query, from, to: cut, client });
      const tail = await fetchPrices('bitcoin', { ...query, from: cut, client });
      expect([...head.timestamps, ...tail.timestamps]).toEqual([...whole.timestamps]);
      expect([...head.prices, ...tail.prices]).toEqual([...whole.prices]);
    }
  });

  it.each([
    ['hours', { ...query, from: Date.UTC(2025, 9, 1), to: Date.UTC(2025, 9, 1, 5) }, 5, hour],
    ['days', { interval: 'daily' as const, from: Date.UTC(2025, 9, 1), to: Date.UTC(2025, 9, 6) }, 5, day],
    ['200 days', { from: Date.UTC(2025, 3, 1), to: Date.UTC(2025, 3, 1) + 200 * day }, 200, day],
  ])('fetches a few %s of the past in one call', async (_name, span, length, stepMs) => {
    const series = await fetchPrices('bitcoin', { ...span, client });
    expect(Array.from(series.timestamps)).toEqual(
      steps(span.from, span.from + (length - 1) * stepMs, stepMs),
    );
    expect(emulator.requests).toHaveLength(1);
  });

  it('tells of the steps before a coin was listed, and logs them', async () => {
    await emulator.close();
    await connect(listedLately);
    const gaps: FetchGap[] = [];
    const series = await fetchPrices('new', {
      ...query,
      days: 100,
      client,
      onGap: (gap) => gaps.push(gap),
    });
    expect(series.timestamps[0]).toBe(Date.UTC(2025, 11, 1, 6));
    expect(gaps).toEqual([
      {
        coinId: 'new',
        place: 'start',
        from: now - (now % hour) - 100 * day,
        to: series.timestamps[0],
        missing: 2400 - series.timestamps.length,
      },
    ]);
    expect(logger.warn.mock.calls).toEqual([
      [{ coinId: 'new', gaps }, 'CoinGecko lacks prices of the span asked for'],
    ]);
  });

  it.each([
    [{ days: 30 }, Date.UTC(2025, 11, 2, 13), 120],
    [{ days: 30, interval: 'daily' as const }, Date.UTC(2025, 11, 3), 5],
    [{ days: 100 }, Date.UTC(2025, 8, 24), 5],
  ])('counts %j from now also of a coin that is no longer traded', async (span, first, missing) => {
    await emulator.close();
    await connect({ coins: [{ id: 'gone', delistedAt: now - 5 * day }] });
    const gaps: FetchGap[] = [];
    const series = await fetchPrices('gone', { ...span, client, onGap: (gap) => gaps.push(gap) });
    expect(series.timestamps[0]).toBe(first);
    expect(gaps.map((gap) => [gap.place, gap.missing])).toEqual([['end', missing]]);
  });

  it('tells of every gap in order, and leaves it a gap', async () => {
    const at = (hours: number): [number, number] => [Date.UTC(2025, 11, 31, hours), hours + 1];
    const points = [2, 3, 4, 7, 8, 20].map(at);
    const body = { prices: points, market_caps: [], total_volumes: [] };
    emulator.setFaults([{ kind: 'status', status: 200, body }]);
    const gaps: FetchGap[] = [];
    const series = await fetchPrices('bitcoin', {
      ...query,
      from: Date.UTC(2025, 11, 31),
      to: Date.UTC(2026, 0, 1),
      client,
      onGap: (gap) => gaps.push(gap),
    });
    expect(series.timestamps).toHaveLength(6);
    expect(gaps.map(({ place, missing }) => [place, missing])).toEqual([
      ['start', 2],
      ['inside', 2],
      ['inside', 11],
      ['end', 3],
    ]);
    expect(gaps[1]).toMatchObject({ from: at(4)[0], to: at(7)[0] });
  });

  it('does not call the latest day a gap before CoinGecko has it', async () => {
    const midnight = createTestClock({ now: Date.UTC(2026, 0, 1, 0, 5) });
    const early = await startCoinGeckoEmulator({ clock: midnight });
    const local = createCoinGeckoClient({ baseUrl: early.url, clock: midnight, logger });
    const series = await fetchPrices('bitcoin', { days: 30, interval: 'daily', client: local });
    expect(series.timestamps).toHaveLength(30);
    expect(series.timestamps.at(-1)).toBe(Date.UTC(2025, 11, 31));
    const ranged = await fetchPrices('bitcoin', {
      from: Date.UTC(2025, 11, 1),
      interval: 'daily',
      client: local,
    });
    expect(ranged.timestamps.at(-1)).toBe(Date.UTC(2025, 11, 31));
    expect(logger.warn).not.toHaveBeenCalled();
    await early.close();
  });

  it('nor then the day before the first, to which the answer does not reach back', async () => {
    const midnight = createTestClock({ now: Date.UTC(2026, 0, 1, 0, 5) });
    const early = await startCoinGeckoEmulator({ clock: midnight });
    const local = createCoinGeckoClient({ baseUrl: early.url, clock: midnight, logger });
    const series = await fetchPrices('bitcoin', { days: 91, client: local });
    expect(Array.from(series.timestamps)).toEqual(steps(Date.UTC(2025, 9, 3), Date.UTC(2025, 11, 31), day));
    expect(logger.warn).not.toHaveBeenCalled();
    await early.close();
  });

  it('keeps the price of the present moment beside the series, where asked to', async () => {
    const series = await fetchPrices('bitcoin', { ...query, days: 100, client, keepUnfinished: true });
    expect(series.unfinished).toEqual({ timestamp: now, price: expect.any(Number) });
    expect(series.timestamps.at(-1)).toBe(now - (now % hour));
    const past = { from: now - 3 * day, to: now - day, client, keepUnfinished: true };
    expect(await fetchPrices('bitcoin', past)).not.toHaveProperty('unfinished');
    expect(await fetchPrices('bitcoin', { days: 2, client })).not.toHaveProperty('unfinished');
  });

  it('spends one call on a coin that is unknown', async () => {
    const asked = fetchPrices('no-such-coin', { ...query, days: 365, client });
    await expect(asked).rejects.toThrow(HttpStatusError);
    expect(emulator.requests).toHaveLength(1);
  });

  it('refuses a piece that came coarser than asked for', async () => {
    const daily = [0, 1, 2, 3].map((days) => [Date.UTC(2025, 10, 1) + days * day, 1]);
    const coarse = {
      kind: 'status',
      status: 200,
      body: { prices: daily, market_caps: [], total_volumes: [] },
    };
    emulator.setFaults([null, coarse as never]);
    const failure = await fetchPrices('bitcoin', { ...query, days: 180, client }).catch((error) => error);
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure.message).toMatch(/\/coins\/bitcoin\/market_chart.*60 minutes asked for/);
  });

  it('ends all calls with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    emulator.setFaults(() => {
      if (emulator.requests.length > 2) controller.abort(reason);
      return emulator.requests.length > 1 ? { kind: 'stall' } : null;
    });
    const { signal } = controller;
    await expect(fetchPrices('bitcoin', { ...query, days: 365, client, signal })).rejects.toBe(reason);
    const made = emulator.requests.length;
    await expect(fetchPrices('bitcoin', { days: 1, client, signal })).rejects.toBe(reason);
    expect(emulator.requests).toHaveLength(made);
  });

  it('ends with what a callback throws', async () => {
    const mine = new Error('mine');
    const fail = () => {
      throw mine;
    };
    await expect(fetchPrices('bitcoin', { ...query, days: 365, client, onProgress: fail })).rejects.toBe(
      mine,
    );
    expect(emulator.requests).toHaveLength(1);
    await emulator.close();
    await connect(listedLately);
    await expect(fetchPrices('new', { ...query, days: 60, client, onGap: fail })).rejects.toBe(mine);
  });

  it('lets calls for which somebody waits go before those in the background', async () => {
    const clock = createTestClock({ now });
    const local = createCoinGeckoClient({ baseUrl: emulator.url, clock, rateLimit: { perMinute: 1 } });
    let short: Promise<unknown> | undefined;
    emulator.setFaults(() => {
      if (emulator.requests.length === 2) short = fetchPrices('ethereum', { days: 2, client: local });
      return null;
    });
    await fetchPrices('bitcoin', { ...query, days: 365, client: local, priority: 'background' });
    await short;
    expect(emulator.requests.findIndex(({ endpoint }) => endpoint.includes('ethereum'))).toBe(2);
  });

  it('makes the calls its plan shows', async () => {
    const span = { from: Date.UTC(2025, 2, 3), to: Date.UTC(2025, 10, 1), ...query };
    await fetchPrices('bitcoin', { ...span, client });
    const planned = planFetch({ ...span, now }).calls.map(({ parameters }) => parameters);
    const made = emulator.requests.map(({ query: { from, to } }) => ({
      from: Number(from) * 1000,
      to: Number(to) * 1000,
    }));
    expect(made.sort((a, b) => a.from - b.from)).toEqual(planned);
  });
});
