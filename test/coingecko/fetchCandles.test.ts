import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCoinGeckoClient } from '../../src/coingecko/createCoinGeckoClient.js';
import { fetchCandles } from '../../src/coingecko/fetchCandles.js';
import type { CoinGeckoClient, OhlcPoint } from '../../src/coingecko/index.js';
import {
  HttpStatusError,
  InsufficientDataError,
  InvalidArgumentError,
  PlanLimitError,
  ResponseValidationError,
} from '../../src/errors/index.js';
import { type CandleSeries, createCandleSeries } from '../../src/series/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  startCoinGeckoEmulator,
  type TestClock,
} from '../../src/testing/index.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37);
let clock: TestClock;
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;
let pro: CoinGeckoClient;

beforeEach(async () => {
  clock = createTestClock({ now });
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  client = createCoinGeckoClient({ baseUrl: emulator.url, clock });
  pro = proClient(emulator);
});
afterEach(() => emulator.close());

function proClient(of: CoinGeckoEmulator): CoinGeckoClient {
  const rateLimit = { perMinute: 500 };
  return createCoinGeckoClient({ baseUrl: of.url, clock, plan: 'pro', apiKey: 'CG-x', rateLimit });
}
const answerWith = (points: readonly OhlcPoint[]) =>
  emulator.setFaults([{ kind: 'status', status: 200, body: points }]);
const flat = (closesAt: number): OhlcPoint => [closesAt, 2, 3, 1, 2];
const lastClose = ({ timestamps, stepMs }: CandleSeries) => timestamps.at(-1)! + stepMs;

describe('candles of the last days', () => {
  it.each([
    [1, 48, 30 * minute, Date.UTC(2026, 0, 1, 12, 30)],
    [7, 42, 4 * hour, Date.UTC(2026, 0, 1, 12)],
    [14, 84, 4 * hour, Date.UTC(2026, 0, 1, 12)],
    [30, 180, 4 * hour, Date.UTC(2026, 0, 1, 12)],
  ] as const)('of %i come as %i, up to the last finished', async (days, length, stepMs, last) => {
    const candles = await fetchCandles('bitcoin', { days, client });
    expect(candles).toMatchObject({ stepMs, coinId: 'bitcoin', vsCurrency: 'usd' });
    expect(Array.from(candles.timestamps)).toEqual(
      Array.from({ length }, (_, index) => last - (length - index) * stepMs),
    );
    expect(candles).not.toHaveProperty('volumes');
    expect(emulator.requests).toHaveLength(1);
  });

  it.each([90, 180, 365] as const)('of %i are of 4 days each', async (days) => {
    const candles = await fetchCandles('bitcoin', { days, client });
    expect(candles.stepMs).toBe(4 * day);
    expect(candles.closes.length).toBeGreaterThanOrEqual(Math.floor(days / 4) - 1);
    expect(lastClose(candles)).toBeGreaterThan(now - 5 * day);
  });

  it('open where the one before closed, as replayed candles do', async () => {
    const replayed = createCandleSeries({
      timestamps: [0, 1, 2, 3].map((step) => now - 37 * minute - (4 - step) * 4 * hour),
      opens: [10, 12, 11, 15],
      highs: [13, 12, 16, 15],
      lows: [9, 10, 11, 14],
      closes: [12, 11, 15, 14],
      coinId: 'mine',
    });
    const replay = await startCoinGeckoEmulator({ replay: [replayed], clock });
    const local = createCoinGeckoClient({ baseUrl: replay.url, clock });
    expect(await fetchCandles('mine', { days: 7, client: local })).toEqual(replayed);
    await replay.close();
  });

  it.each([
    ['hourly', 30, hour, 720],
    ['daily', 180, day, 180],
  ] as const)('may be %s on a paid plan', async (interval, days, stepMs, length) => {
    const candles = await fetchCandles('bitcoin', { days, interval, client: pro });
    expect(candles.stepMs).toBe(stepMs);
    expect(candles.closes).toHaveLength(length);
  });

  it('reach to the beginning on a paid plan', async () => {
    const candles = await fetchCandles('bitcoin', { days: 'max', client: pro });
    expect(candles.closes.length).toBeGreaterThan(700);
  });

  it('are in the currency asked for', async () => {
    const usd = await fetchCandles('bitcoin', { days: 1, client });
    const eur = await fetchCandles('bitcoin', { days: 1, client, vsCurrency: 'EUR' });
    expect(eur.vsCurrency).toBe('eur');
    expect(eur.closes[0]! / usd.closes[0]!).toBeCloseTo(0.92, 12);
  });

  it('end with the last finished one, and leave a gap where one lacks a value', async () => {
    const end = Date.UTC(2026, 0, 1, 12);
    answerWith([
      flat(end - 12 * hour),
      [end - 8 * hour, 1, null, 1, 1],
      flat(end - 4 * hour),
      flat(end),
      flat(end + 4 * hour),
    ]);
    const { timestamps } = await fetchCandles('bitcoin', { days: 7, client });
    expect(Array.from(timestamps)).toEqual([end - 16 * hour, end - 8 * hour, end - 4 * hour]);
  });

  it('are as finished as they were when asked for, however long the answer took', async () => {
    const end = Date.UTC(2026, 0, 1, 12, 30);
    const slow = createCoinGeckoClient({
      clock,
      fetch: async () => {
        clock.advance(hour);
        return Response.json([flat(end), flat(end + 30 * minute)]);
      },
    });
    expect(lastClose(await fetchCandles('bitcoin', { days: 1, client: slow }))).toBe(end);
  });
});

describe('candles of a range', () => {
  it('are those that open and end within it', async () => {
    const from = Date.UTC(2025, 5, 1, 0, 30);
    const to = Date.UTC(2025, 5, 2, 0, 30);
    const candles = await fetchCandles('bitcoin', { from, to, interval: 'hourly', client: pro });
    expect(candles.timestamps[0]).toBe(Date.UTC(2025, 5, 1, 1));
    expect(lastClose(candles)).toBe(Date.UTC(2025, 5, 2));
    expect(candles.closes).toHaveLength(23);
  });

  it.each([
    ['hourly', 31, 1],
    ['hourly', 32, 2],
    ['hourly', 365, 12],
    ['daily', 180, 1],
    ['daily', 365, 3],
  ] as const)('%s over %i days come whole from %i calls', async (interval, days, calls) => {
    const to = Date.UTC(2025, 11, 1);
    const onProgress = vi.fn();
    const candles = await fetchCandles('bitcoin', {
      from: to - days * day,
      to,
      interval,
      client: pro,
      onProgress,
    });
    const stepMs = interval === 'hourly' ? hour : day;
    expect(candles.stepMs).toBe(stepMs);
    expect(Array.from(candles.timestamps)).toEqual(
      Array.from({ length: (days * day) / stepMs }, (_, index) => to - days * day + index * stepMs),
    );
    expect(emulator.requests).toHaveLength(calls);
    expect(onProgress.mock.calls.at(-1)![0]).toMatchObject({ stage: 'fetch', done: calls, total: calls });
  });

  it('are daily and up to now unless told otherwise', async () => {
    const candles = await fetchCandles('bitcoin', { from: now - 10 * day, client: pro });
    expect(candles.stepMs).toBe(day);
    expect(lastClose(candles)).toBe(Date.UTC(2026, 0, 1));
  });

  it('of an unknown coin cost one call', async () => {
    const asked = fetchCandles('bitcon', { from: now - 365 * day, interval: 'hourly', client: pro });
    await expect(asked).rejects.toThrow(HttpStatusError);
    await expect(asked).rejects.toThrow(/No coin has the id "bitcon"/);
    expect(emulator.requests).toHaveLength(1);
  });

  it('that span an hour or two exist on paid plans only', async () => {
    const asked = fetchCandles('bitcoin', { from: now - 2 * hour, interval: 'hourly', client });
    await expect(asked).rejects.toThrow(PlanLimitError);
    expect(emulator.requests).toHaveLength(0);
  });
});

describe('what cannot be had', () => {
  const past = now - 20 * day;

  it.each<[string, Record<string, unknown>, string]>([
    ['no time at all', {}, 'days must be one of 1, 7, 14'],
    ['days CoinGecko has no candles of', { days: 4 }, 'days must be one of 1, 7, 14, 30, 90, 180, 365'],
    ['negative days', { days: -7 }, 'days must be one of'],
    ['days and a range', { days: 7, from: past }, 'days must be left out when from or to is given'],
    ['an end alone', { to: past }, 'from must be a number'],
    ['a reversed range', { from: past, to: past - day }, 'from must be before to'],
    ['seconds', { from: past / 1000 }, 'from must be in epoch milliseconds'],
    ['the future', { from: past, to: now + day }, 'to must be not in the future'],
    [
      'a time before CoinGecko had candles',
      { from: Date.UTC(2017, 0, 1) },
      'from must be at least 1518134400000',
    ],
    [
      'a range without a whole candle',
      { from: Date.UTC(2025, 5, 1, 1), to: Date.UTC(2025, 5, 2, 23) },
      'to must be late enough for a whole daily candle after from, 2025-06-01T01:00:00.000Z',
    ],
    ['an unknown interval', { days: 7, interval: '5m' }, 'interval must be one of "hourly", "daily"'],
    ['hourly candles of too many days', { days: 180, interval: 'hourly' }, 'days must be at most 90'],
    ['an unknown option', { days: 7, currency: 'eur' }, 'fetchCandles options must be'],
    ['a currency that is none', { days: 7, vsCurrency: 'u/d' }, 'vsCurrency must be the code'],
  ])('%s is refused before any call', async (_name, options, message) => {
    const asked = fetchCandles('bitcoin', { ...(options as { days: 7 }), client: pro });
    await expect(asked).rejects.toThrow(InvalidArgumentError);
    await expect(asked).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it.each([
    [{ days: 'max' }, /keyless plan has no candles of all days. Ask for days=365, or use a paid key/],
    [{ days: 7, interval: 'hourly' }, /keyless plan has no hourly candles/],
    [{ from: past, interval: 'hourly' }, /keyless plan has no candles by range. Ask for days/],
  ] as const)('%j on a free plan is refused before any call', async (options, message) => {
    const asked = fetchCandles('bitcoin', { ...options, client });
    await expect(asked).rejects.toThrow(PlanLimitError);
    await expect(asked).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it('a coin without an id is refused before any call', async () => {
    await expect(fetchCandles('..', { days: 1, client })).rejects.toThrow('coinId must be the id');
    expect(emulator.requests).toHaveLength(0);
  });

  it.each([
    ['nothing', []],
    ['only an unfinished candle', [flat(now + hour)]],
    ['only nulls', [[Date.UTC(2026, 0, 1, 12), null, null, null, null] as const]],
  ])('%s is an error that says so', async (_name, points) => {
    answerWith(points);
    const asked = fetchCandles('bitcoin', { days: 7, client });
    await expect(asked).rejects.toThrow(InsufficientDataError);
    await expect(asked).rejects.toThrow(/no finished candle in that time/);
  });

  it.each([
    ['shorter', hour, /closer together than the 240 minutes/],
    ['longer', day, /further apart than the 240 minutes/],
  ])('candles %s than CoinGecko says are refused', async (_name, stepMs, message) => {
    const end = Date.UTC(2026, 0, 1);
    answerWith([end - 2 * stepMs, end - stepMs, end].map(flat));
    const failure = await fetchCandles('bitcoin', { days: 7, client }).catch((error) => error);
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ endpoint: '/coins/bitcoin/ohlc' });
    expect(failure.message).toMatch(message);
  });

  it('an abort ends the work with its own reason', async () => {
    const controller = new AbortController();
    const asked = fetchCandles('bitcoin', {
      from: now - 365 * day,
      interval: 'hourly',
      client: pro,
      signal: controller.signal,
      onProgress: () => controller.abort('enough'),
    });
    await expect(asked).rejects.toBe('enough');
    expect(emulator.requests).toHaveLength(1);
  });
});
