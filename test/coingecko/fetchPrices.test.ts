import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CoinGeckoClient, createCoinGeckoClient, fetchPrices } from '../../src/coingecko/index.js';
import {
  HttpStatusError,
  InsufficientDataError,
  InvalidArgumentError,
  PlanLimitError,
  ResponseValidationError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  simulateMarket,
  startCoinGeckoEmulator,
} from '../../src/testing/index.js';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37);
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;

beforeEach(async () => {
  emulator = await startCoinGeckoEmulator({ seed: 3, clock: createTestClock({ now }) });
  client = createCoinGeckoClient({ baseUrl: emulator.url });
});
afterEach(() => emulator.close());

const chart = (prices: [number, number | null][]) => ({ prices, market_caps: [], total_volumes: [] });
const answerWith = (body: unknown) => emulator.setFaults([{ kind: 'status', status: 200, body }]);

describe('fetchPrices', () => {
  it.each([
    [{ days: 1 }, 288, hour / 12, Date.UTC(2026, 0, 1, 12, 35)],
    [{ days: 2 }, 48, hour, Date.UTC(2026, 0, 1, 12)],
    [{ days: 90 }, 2160, hour, Date.UTC(2026, 0, 1, 12)],
    [{ days: 91 }, 91, day, Date.UTC(2026, 0, 1)],
    [{ days: 365 }, 365, day, Date.UTC(2026, 0, 1)],
    [{ days: 1, interval: 'hourly' as const }, 24, hour, Date.UTC(2026, 0, 1, 12)],
    [{ days: 7, interval: 'daily' as const }, 7, day, Date.UTC(2026, 0, 1)],
  ])('%j gives a regular series up to the last finished step', async (options, length, stepMs, last) => {
    const series = await fetchPrices('bitcoin', { ...options, client });
    const expected = Array.from({ length }, (_, index) => last - (length - 1 - index) * stepMs);
    expect(Array.from(series.timestamps)).toEqual(expected);
    expect(series).toMatchObject({ stepMs, coinId: 'bitcoin', vsCurrency: 'usd' });
    expect(series.volumes).toHaveLength(length);
    expect(series.marketCaps).toHaveLength(length);
    expect(emulator.requests).toHaveLength(1);
  });

  it('gives exactly what a replayed series holds', async () => {
    const replayed = simulateMarket({ seed: 5, length: 48, startPrice: 3, coinId: 'mine' });
    const replay = await startCoinGeckoEmulator({ replay: [replayed] });
    const local = createCoinGeckoClient({ baseUrl: replay.url });
    expect(await fetchPrices('mine', { days: 2, client: local })).toEqual(replayed);
    await replay.close();
  });

  it('leaves a gap where CoinGecko has no price, and the volumes out where one is missing', async () => {
    answerWith({
      prices: [
        [hour, 1],
        [2 * hour, null],
        [3 * hour, 3],
        [4 * hour, 4],
        [4.1 * hour, 9],
      ],
      market_caps: [
        [hour, 10],
        [3 * hour, 30],
        [4 * hour, 40],
      ],
      total_volumes: [
        [hour, 1],
        [3 * hour, null],
        [4 * hour, 4],
      ],
    });
    const series = await fetchPrices('bitcoin', { days: 2, client });
    expect(Array.from(series.timestamps)).toEqual([hour, 3 * hour, 4 * hour]);
    expect(Array.from(series.marketCaps!)).toEqual([10, 30, 40]);
    expect(series).not.toHaveProperty('volumes');
  });

  it('prices in the currency asked for', async () => {
    const usd = await fetchPrices('bitcoin', { days: 2, client });
    const eur = await fetchPrices('bitcoin', { days: 2, client, vsCurrency: 'EUR' });
    expect(eur.vsCurrency).toBe('eur');
    expect(eur.prices[0]! / usd.prices[0]!).toBeCloseTo(0.92, 12);
  });

  it('tells of its progress', async () => {
    const onProgress = vi.fn();
    await fetchPrices('bitcoin', { days: 2, client, onProgress });
    expect(onProgress.mock.calls).toEqual([
      [{ stage: 'fetch', done: 1, total: 1, message: 'bitcoin: 48 prices' }],
    ]);
  });

  it('says what to do about a coin that is unknown', async () => {
    const failure = await fetchPrices('BTC', { days: 2, client }).catch((error) => error);
    expect(failure).toBeInstanceOf(HttpStatusError);
    expect(failure).toMatchObject({ status: 404, apiMessage: 'coin not found' });
    expect(failure.message).toMatch(/No coin has the id "BTC".*resolveCoin/);
  });

  it.each([
    ['nothing at all', chart([])],
    ['the present only', chart([[now, 5]])],
    [
      'nulls only',
      chart([
        [hour, null],
        [2 * hour, null],
        [now, 5],
      ]),
    ],
  ])('says so when CoinGecko has %s', async (_name, body) => {
    answerWith(body);
    const failure = await fetchPrices('bitcoin', { days: 2, client }).catch((error) => error);
    expect(failure).toBeInstanceOf(InsufficientDataError);
    expect(failure.message).toMatch(/over the last 2 days .*too new, or delisted/);
  });

  it('keeps a single price, whose step is known', async () => {
    answerWith(
      chart([
        [hour, 7],
        [1.5 * hour, 8],
      ]),
    );
    expect(await fetchPrices('bitcoin', { days: 2, client })).toMatchObject({ stepMs: hour });
  });

  it('refuses daily prices where hourly ones were asked for', async () => {
    answerWith(chart([0, 1, 2, 3, 3.5].map((days) => [days * day, 1])));
    const failure = await fetchPrices('bitcoin', { days: 3, client }).catch((error) => error);
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure.message).toMatch(/further apart than the 60 minutes asked for.*interval, such as "daily"/);
  });

  it('refuses more history than the plan has before any call', async () => {
    await expect(fetchPrices('bitcoin', { days: 366, client })).rejects.toThrow(PlanLimitError);
    expect(emulator.requests).toHaveLength(0);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no span', {}, 'days must be an integer at least 1 unless from is given, got undefined'],
    ['negative days', { days: -1 }, 'days must be an integer at least 1, got -1'],
    [
      'an unknown interval',
      { days: 1, interval: 'hour' },
      'interval must be one of "auto", "5m", "hourly", "daily"',
    ],
    ['5-minute prices beyond a day', { days: 2, interval: '5m' }, 'the last day only'],
    ['days and a range', { days: 2, from: now - day }, 'days must be left out'],
    ['from after to', { from: now, to: now - day }, 'from must be before to'],
    ['what is no currency', { days: 1, vsCurrency: 'u s d' }, 'vsCurrency must be'],
    ['a mark that is no boolean', { days: 1, keepUnfinished: 'yes' }, 'keepUnfinished must be a boolean'],
    ['an unknown option', { days: 1, currency: 'usd' }, 'fetchPrices options must be'],
  ])('refuses %s', async (_name, options, message) => {
    const asked = fetchPrices('bitcoin', { days: undefined as never, ...options, client });
    await expect(asked).rejects.toThrow(InvalidArgumentError);
    await expect(asked).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it('makes a keyless client where none is given', async () => {
    const urls: string[] = [];
    vi.stubGlobal('fetch', async (input: Request) => {
      urls.push(input.url);
      return Response.json(
        chart([
          [hour, 1],
          [2 * hour, 2],
          [2.2 * hour, 3],
        ]),
      );
    });
    try {
      const series = await fetchPrices('bitcoin', { days: 2 });
      expect(Array.from(series.prices)).toEqual([1, 2]);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(urls[0]).toMatch(/^https:\/\/api\.coingecko\.com\/api\/v3\/coins\/bitcoin\/market_chart\?/);
  });

  it('leaves the present out even when it falls on the grid', async () => {
    const onTheHour = await startCoinGeckoEmulator({
      clock: createTestClock({ now: Date.UTC(2026, 0, 1, 12) }),
      replay: [
        createPriceSeries({
          timestamps: [10, 11, 12].map((hours) => Date.UTC(2026, 0, 1, hours)),
          prices: [1, 2, 3],
          coinId: 'mine',
        }),
      ],
    });
    const local = createCoinGeckoClient({ baseUrl: onTheHour.url });
    const series = await fetchPrices('mine', { days: 2, client: local });
    expect(Array.from(series.prices)).toEqual([1, 2]);
    await onTheHour.close();
  });
});
