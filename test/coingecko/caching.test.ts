import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CachedResponse,
  type CoinGeckoClientOptions,
  createCoinGeckoClient,
  type ResponseCache,
} from '../../src/coingecko/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  startCoinGeckoEmulator,
  type TestClock,
} from '../../src/testing/index.js';

const apiKey = 'CG-abcdefghijklmnopqrstuvwx';
const minute = 60_000;
let clock: TestClock;
let emulator: CoinGeckoEmulator;
let warnings: string[];

beforeEach(async () => {
  clock = createTestClock();
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  warnings = [];
});
afterEach(() => emulator.close());

const ignore = () => {};
const logger = {
  debug: ignore,
  info: ignore,
  error: ignore,
  warn: (_fields: unknown, message: string) => void warnings.push(message),
};
const clientWith = (options: CoinGeckoClientOptions = {}) =>
  createCoinGeckoClient({ baseUrl: emulator.url, apiKey, clock, logger, ...options });

describe('a client with a cache', () => {
  it('asks again only when the answer is stale', async () => {
    const client = clientWith({ cache: new Map() });
    const first = await client.coinsList();
    clock.advance(5 * minute - 1);
    expect(await client.coinsList()).toEqual(first);
    expect(emulator.requests).toHaveLength(1);
    clock.advance(1);
    await client.coinsList();
    expect(emulator.requests).toHaveLength(2);
  });

  it('gives every caller data of their own', async () => {
    const client = clientWith({ cache: new Map() });
    const [first, second] = await Promise.all([client.coinsList(), client.coinsList()]);
    const third = await client.coinsList();
    first.length = 0;
    expect(second.length).toBeGreaterThan(0);
    expect(third).toEqual(second);
    expect(emulator.requests).toHaveLength(1);
  });

  it('never keeps what must be fresh, or what failed', async () => {
    const cache = new Map<string, CachedResponse>();
    const client = clientWith({ cache });
    await client.ping();
    emulator.setFaults([{ kind: 'html' }, { kind: 'error', shape: 'flat', status: 404 }]);
    await expect(client.coinsList()).rejects.toThrow('HTML');
    await expect(client.coinsList()).rejects.toThrow('404');
    expect(cache.size).toBe(0);
  });

  it('keeps answers apart by plan, host and query, under keys without the API key', async () => {
    const cache = new Map<string, CachedResponse>();
    const client = clientWith({ cache });
    await client.coinsList();
    await client.coinsList({ status: 'inactive' });
    await clientWith({ cache, plan: 'pro' }).coinsList();
    await clientWith({ cache }).coinsList();
    expect([...cache.keys()]).toEqual([
      `coincast demo ${emulator.url}/coins/list`,
      `coincast demo ${emulator.url}/coins/list?status=inactive`,
      `coincast pro ${emulator.url}/coins/list`,
    ]);
    expect(JSON.stringify([...cache])).not.toContain(apiKey);
    expect(emulator.requests).toHaveLength(3);
  });

  it('may be async', async () => {
    const map = new Map<string, CachedResponse>();
    const cache: ResponseCache = {
      get: async (key) => map.get(key) ?? null,
      set: async (key, response) => void map.set(key, response),
      delete: async (key) => map.delete(key),
    };
    const client = clientWith({ cache });
    await client.coinsList();
    await client.coinsList();
    expect(emulator.requests).toHaveLength(1);
  });

  it('goes on without a cache that fails', async () => {
    const down = () => Promise.reject(new Error('down'));
    const client = clientWith({ cache: { get: down, set: down, delete: down } });
    expect((await client.coinsList()).length).toBeGreaterThan(0);
    expect(warnings).toEqual(Array(2).fill('The cache failed; the call goes on without it'));
  });

  const soon = createTestClock().now() + minute;

  it.each<[string, unknown]>([
    ['of another shape', { body: '[{"id":5}]', expiresAt: soon }],
    ['that is no JSON', { body: '<html>', expiresAt: soon }],
    ['by a clock that was ahead', { body: '[]', expiresAt: soon + 5 * minute }],
    ['without a body', { expiresAt: soon }],
    ['without a time', { body: '[]' }],
    ['that is no object', 'text'],
  ])('fetches again what is kept %s', async (_name, kept) => {
    const cache = new Map<string, CachedResponse>();
    cache.set(`coincast demo ${emulator.url}/coins/list`, kept as CachedResponse);
    const client = clientWith({ cache });
    expect((await client.coinsList()).length).toBeGreaterThan(0);
    expect(emulator.requests).toHaveLength(1);
    await client.coinsList();
    expect(emulator.requests).toHaveLength(1);
  });

  it('forgets what is stale', async () => {
    const cache = new Map<string, CachedResponse>();
    const client = clientWith({ cache });
    await client.coinsList();
    clock.advance(6 * minute);
    emulator.setFaults([{ kind: 'html' }]);
    await expect(client.coinsList()).rejects.toThrow();
    expect(cache.size).toBe(0);
  });
});

describe('identical calls under way', () => {
  it('are one call, also without a cache', async () => {
    const client = clientWith();
    const greetings = await Promise.all([client.ping(), client.ping(), client.ping()]);
    expect(new Set(greetings.map(({ message }) => message)).size).toBe(1);
    expect(emulator.requests).toHaveLength(1);
    await client.ping();
    expect(emulator.requests).toHaveLength(2);
  });

  it('are retried once for all, and fail for all', async () => {
    emulator.setFaults([{ kind: 'status', status: 500 }, null]);
    const client = clientWith();
    await Promise.all([client.ping(), client.ping()]);
    expect(emulator.requests).toHaveLength(2);
    emulator.setFaults(() => ({ kind: 'status', status: 400 }));
    const outcomes = await Promise.allSettled([client.ping(), client.ping()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(emulator.requests).toHaveLength(3);
  });

  it("outlive one caller's abort, and end with the last one's", async () => {
    const client = clientWith();
    const controllers = [new AbortController(), new AbortController()];
    emulator.setFaults(() => ({ kind: 'stall' }));
    const asked = new Promise<void>((resolve) => {
      emulator.setFaults(() => {
        setImmediate(resolve);
        return { kind: 'stall' };
      });
    });
    const calls = controllers.map(({ signal }) => client.coinsList({ signal }).catch((reason) => reason));
    await asked;
    controllers[0]!.abort('first');
    expect(await calls[0]).toBe('first');
    const joined = client.coinsList({ signal: controllers[1]!.signal }).catch((reason) => reason);
    controllers[1]!.abort('second');
    expect(await Promise.all([calls[1], joined])).toEqual(['second', 'second']);
    expect(emulator.requests).toHaveLength(1);
    emulator.setFaults([]);
    await client.coinsList();
    expect(emulator.requests).toHaveLength(2);
  });
});
