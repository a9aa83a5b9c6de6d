import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoinGeckoClient,
  createCoinGeckoClient,
  fetchManyPrices,
  fetchPrices,
  planFetch,
} from '../../src/coingecko/index.js';
import { planFacts } from '../../src/coingecko/plan.js';
import { HttpStatusError, InvalidArgumentError, PlanLimitError } from '../../src/errors/index.js';
import { type CoinGeckoEmulator, createTestClock, startCoinGeckoEmulator } from '../../src/testing/index.js';
import { answerCall } from './modelServer.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37);
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;

beforeEach(async () => {
  const clock = createTestClock({ now });
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  client = createCoinGeckoClient({ baseUrl: emulator.url, clock });
});
afterEach(() => emulator.close());

describe('fetchManyPrices', () => {
  it('gives what became of each coin in the order of the ids, one failure touching no other', async () => {
    const onProgress = vi.fn();
    const coinIds = ['ethereum', 'no-such-coin', 'bitcoin', ''];
    const outcomes = await fetchManyPrices(coinIds, { days: 3, client, onProgress });
    expect(outcomes.map(({ coinId, status }) => [coinId, status])).toEqual([
      ['ethereum', 'fulfilled'],
      ['no-such-coin', 'rejected'],
      ['bitcoin', 'fulfilled'],
      ['', 'rejected'],
    ]);
    const [ethereum, unknown, , malformed] = outcomes;
    expect(ethereum).toHaveProperty('series', await fetchPrices('ethereum', { days: 3, client }));
    expect(unknown).toHaveProperty('error', expect.any(HttpStatusError));
    expect(malformed).toHaveProperty('error', expect.any(InvalidArgumentError));
    expect(onProgress.mock.calls.map(([{ done, total }]) => [done, total])).toEqual(
      [1, 2, 3, 4].map((done) => [done, 4]),
    );
    const messages = onProgress.mock.calls.map(([{ message }]) => message).join('\n');
    expect(messages).toContain('bitcoin: 72 prices');
    expect(messages).toContain('no-such-coin: failed, CoinGecko answered');
  });

  it('gives nothing for nothing', async () => {
    expect(await fetchManyPrices([], { days: 3, client })).toEqual([]);
  });

  it.each([1, 3])('has no more than %i coins under way', async (concurrency) => {
    let running = 0;
    let most = 0;
    const respond = async (request: Request | URL | string) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return Response.json({
        prices: [
          [now - hour, 1],
          [now, 2],
        ],
        market_caps: [],
        total_volumes: [],
        request,
      });
    };
    const local = createCoinGeckoClient({ fetch: respond, clock: createTestClock({ now }) });
    const coinIds = Array.from({ length: 8 }, (_, index) => `coin-${index}`);
    await fetchManyPrices(coinIds, { days: 2, client: local, concurrency });
    expect(most).toBe(concurrency);
  });

  it.each<[string, string[], object, string]>([
    ['an id that comes twice', ['bitcoin', 'ethereum', 'bitcoin'], { days: 2 }, 'coinIds[2]'],
    ['ids that are no list', 'bitcoin' as never, { days: 2 }, 'coinIds must be a list'],
    ['negative days', ['bitcoin'], { days: -2 }, 'days must be'],
    ['no coin at a time', ['bitcoin'], { days: 2, concurrency: 0 }, 'concurrency must be'],
    ['what is no currency', ['bitcoin'], { days: 2, vsCurrency: '' }, 'vsCurrency must be'],
    ['an unknown option', ['bitcoin'], { days: 2, parallel: 3 }, 'fetchManyPrices options must be'],
  ])('refuses %s before any call', async (_name, coinIds, options, message) => {
    const asked = fetchManyPrices(coinIds, { ...(options as { days: number }), client });
    await expect(asked).rejects.toThrow(InvalidArgumentError);
    await expect(asked).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it.each([2, 6])('ends at once with the reason of the signal, %i coins under way', async (concurrency) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    emulator.setFaults(() => {
      if (emulator.requests.length > 2) controller.abort(reason);
      return emulator.requests.length > 2 ? { kind: 'stall' } : null;
    });
    const { signal } = controller;
    const coinIds = ['bitcoin', 'ethereum', 'solana', 'dogecoin', 'cardano', 'ripple'];
    await expect(fetchManyPrices(coinIds, { days: 2, client, signal, concurrency })).rejects.toBe(reason);
    const made = emulator.requests.length;
    await expect(fetchManyPrices(coinIds, { days: 2, client, signal })).rejects.toBe(reason);
    expect(emulator.requests).toHaveLength(made);
    expect(made).toBeLessThanOrEqual(concurrency + 2);
  });

  it('ends with what onProgress throws', async () => {
    const mine = new Error('mine');
    const onProgress = () => {
      throw mine;
    };
    const asked = fetchManyPrices(['bitcoin', 'ethereum'], { days: 2, client, onProgress, concurrency: 1 });
    await expect(asked).rejects.toBe(mine);
    expect(emulator.requests).toHaveLength(1);
  });

  describe('of 50 coins on the demo plan', () => {
    const coinIds = Array.from({ length: 50 }, (_, index) => `coin-${index}`);
    const start = () => {
      const clock = createTestClock({ now });
      const calls: number[] = [];
      const respond = async (input: Request | URL | string) => {
        const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
        const parameter = (name: string) => Number(searchParams.get(name));
        calls.push(clock.now());
        const expected = { first: 0, last: 0, count: 0 };
        const { points } = answerCall(
          pathname.endsWith('/range')
            ? {
                endpoint: 'market_chart/range',
                parameters: { from: parameter('from') * 1000, to: parameter('to') * 1000 },
                expected,
              }
            : { endpoint: 'market_chart', parameters: { days: parameter('days') }, expected },
          clock.now(),
        );
        return Response.json({ prices: points, market_caps: [], total_volumes: [] });
      };
      const local = createCoinGeckoClient({ plan: 'demo', apiKey: 'CG-key', fetch: respond, clock });
      return { clock, calls, local };
    };

    it('fetches 365 days of hourly prices in 250 calls at the pace of the limit', async () => {
      const { clock, calls, local } = start();
      const options = { days: 365, interval: 'hourly', client: local } as const;
      const outcomes = await fetchManyPrices(coinIds, options);
      for (const outcome of outcomes) {
        expect(outcome.status === 'fulfilled' && outcome.series.timestamps.length).toBe(8760);
      }
      const planned = planFetch({ days: 365, interval: 'hourly', plan: 'demo', now }).calls.length;
      const fewest = Math.ceil((365 * day) / (90 * day));
      expect(planned).toBe(fewest);
      expect(calls).toHaveLength(50 * fewest);
      const perMinute = planFacts.demo.callsPerMinute;
      const busiest = Math.max(...calls.map((at) => calls.filter((t) => t >= at && t < at + minute).length));
      expect(busiest).toBe(perMinute);
      const waits = Math.ceil((50 * fewest) / perMinute) - 1;
      expect((clock.now() - now) / minute).toBeCloseTo(waits, 2);
    }, 60_000);

    it('refuses 366 days before any call', async () => {
      const { calls, local } = start();
      const asked = fetchManyPrices(coinIds, { days: 366, interval: 'hourly', client: local });
      await expect(asked).rejects.toThrow(PlanLimitError);
      await expect(asked).rejects.toThrow(/demo plan reaches back 365 days.*days=365/);
      expect(calls).toHaveLength(0);
    });
  });
});
