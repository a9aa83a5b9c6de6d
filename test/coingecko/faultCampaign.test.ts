import { expect, it } from 'vitest';
import { createCoinGeckoClient, fetchPrices } from '../../src/coingecko/index.js';
import { isCoincastError } from '../../src/errors/index.js';
import type { PriceSeries } from '../../src/series/index.js';
import {
  createTestClock,
  type EmulatorRequest,
  randomFaults,
  startCoinGeckoEmulator,
} from '../../src/testing/index.js';
import { expectedHours, recordMarket, type Served } from './faultOracle.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.UTC(2026, 0, 1);
const coinIds = ['a', 'b', 'c', 'd', 'e'];
const fetchesPerCoin = 400;
const perMinute = 30;
const spansInDays = [1, 2, 3, 5, 7];
/** Takes two calls, of every fortieth fetch. */
const longSpanInDays = 100;

it('2,000 fetches of 5 coins, with 3 requests in 10 failing, give the exact data or a typed error', async () => {
  const clock = createTestClock({ now: begin + 110 * day });
  const markets = coinIds.map((coinId, index) => recordMarket(coinId, { seed: index + 1, begin, days: 120 }));
  const served = new Map<string, Served>();
  const kinds = new Map<string, number>();
  const faults = randomFaults({ seed: 11, rate: 0.3 });
  const attempts = followAttempts();
  const emulator = await startCoinGeckoEmulator({
    clock,
    coins: [],
    replay: markets,
    faults: (request) => {
      const fault = faults(request);
      count(kinds, fault?.kind ?? 'none');
      served.set(attempts.idOf(request), { request, fault });
      attempts.received(request);
      return fault;
    },
  });
  const client = createCoinGeckoClient({
    baseUrl: emulator.url,
    clock,
    rateLimit: { perMinute },
    fetch: (input, init) => attempts.fetch(new Request(input, init), clock.now()),
    // Real time, which a body that stalls uses up.
    timeoutMs: 80,
    retry: { random: () => 0.5 },
  });

  const outcomes = new Map<string, number>();
  const fetchAll = async (market: PriceSeries) => {
    for (let index = 0; index < fetchesPerCoin; index++) {
      const { coinId } = market;
      const days = index % 40 === 39 ? longSpanInDays : spansInDays[index % spansInDays.length]!;
      const startedAt = clock.now();
      attempts.forget(coinId);
      try {
        const series = await fetchPrices(coinId, { days, interval: 'hourly', client });
        const answers = attempts.lastOf(coinId).map((id) => served.get(id)!);
        expectExact(series, market, expectedHours(market, { served: answers, days, startedAt }));
        count(outcomes, 'exact');
      } catch (error) {
        if (!isCoincastError(error)) throw error;
        count(outcomes, error.code);
      }
    }
  };
  await Promise.all(markets.map(fetchAll));
  await emulator.close();

  const { exact = 0, ...failures } = Object.fromEntries(outcomes);
  expect(exact + sum(failures)).toBe(2000);
  expect(exact).toBeGreaterThan(1000);
  const expected = [
    'http-status',
    'network',
    'plan-limit',
    'rate-limit',
    'request-timeout',
    'response-validation',
  ];
  expect(expected).toEqual(expect.arrayContaining(Object.keys(failures)));

  const { none = 0, ...failed } = Object.fromEntries(kinds);
  expect(Object.keys(failed)).toHaveLength(16);
  expect(sum(failed) / (sum(failed) + none)).toBeCloseTo(0.3, 1);

  // Whichever moment the server counts a request at, when it was sent or when it came, no minute has too many. One
  // the client gave up on may come at any time after that: no client can know when.
  const { requests } = emulator;
  expect(crowded(requests.map(attempts.sentAt))).toEqual([]);
  expect(crowded(requests.filter(attempts.wasAwaited).map(({ receivedAt }) => receivedAt))).toEqual([]);
}, 120_000);

/** Times that come less than a minute after the one so many before them that the limit was exceeded. */
function crowded(times: readonly number[]): number[] {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.filter((time, index) => time - (sorted[index - perMinute] ?? -minute) < minute);
}

/** Marks what the client sends, so that what the emulator receives can be told apart. */
function followAttempts() {
  const abandoned = new Set<string>();
  const late = new Set<EmulatorRequest>();
  const byCoin = new Map<string, Map<string, string>>();
  let sent = 0;
  const idOf = ({ headers }: EmulatorRequest) => String(headers['x-attempt']);
  return {
    idOf,
    fetch(request: Request, now: number): Promise<Response> {
      const id = String(++sent);
      request.headers.set('x-attempt', id);
      request.headers.set('x-sent-at', String(now));
      request.signal.addEventListener('abort', () => abandoned.add(id));
      const coinId = /\/coins\/([^/]+)/.exec(request.url)![1]!;
      byCoin.get(coinId)!.set(request.url, id);
      return fetch(request);
    },
    received(request: EmulatorRequest): void {
      if (abandoned.has(idOf(request))) late.add(request);
    },
    forget: (coinId: string) => void byCoin.set(coinId, new Map()),
    /** The last attempt of each call for a coin. */
    lastOf: (coinId: string) => [...byCoin.get(coinId)!.values()],
    sentAt: ({ headers }: EmulatorRequest) => Number(headers['x-sent-at']),
    wasAwaited: (request: EmulatorRequest) => !late.has(request),
  };
}

function expectExact(series: PriceSeries, market: PriceSeries, hours: readonly number[]): void {
  const indexes = hours.map((time) => (time - begin) / hour);
  expect(Array.from(series.timestamps)).toEqual(hours);
  expect(Array.from(series.prices)).toEqual(indexes.map((index) => market.prices[index]));
  const { marketCaps } = series;
  if (marketCaps === undefined) return;
  expect(Array.from(marketCaps)).toEqual(indexes.map((index) => market.marketCaps![index]));
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, value) => total + value, 0);
}
