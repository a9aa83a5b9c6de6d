import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CoinGeckoClient,
  type CoinGeckoClientOptions,
  createCoinGeckoClient,
  createMemoryCache,
  fetchPrices,
  type ResponseCache,
} from '../../src/coingecko/index.js';
import { isCoincastError } from '../../src/errors/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  type Fault,
  startCoinGeckoEmulator,
  type TestClock,
} from '../../src/testing/index.js';

const apiKey = 'CG-s3cr3t/Key+of=me&"you"';
/** Also a piece of it, and as HTML writes it. */
const secret = /s3c|&#115;&#51;/i;

let clock: TestClock;
let emulator: CoinGeckoEmulator;
/** Whatever the client tells anybody: logs of every level, retry events, the cache's keys. */
let told: unknown[];

beforeEach(async () => {
  clock = createTestClock();
  emulator = await startCoinGeckoEmulator({ clock });
  told = [];
});
afterEach(() => emulator.close());

function clientWith(options: CoinGeckoClientOptions = {}): CoinGeckoClient {
  const log = (...line: unknown[]) => void told.push(line);
  return createCoinGeckoClient({
    apiKey,
    baseUrl: emulator.url,
    clock,
    cache: toldCache(),
    logger: { debug: log, info: log, warn: log, error: log },
    retry: { maxRetries: 1, onRetry: (event) => void told.push(event) },
    ...options,
  });
}

function toldCache(): ResponseCache {
  const kept = createMemoryCache();
  return {
    get: (key) => {
      told.push(key);
      return kept.get(key);
    },
    set: (key, response) => {
      told.push(key, response);
      return kept.set(key, response);
    },
    delete: (key) => kept.delete(key),
  };
}

/** Everything a value shows, to whoever prints, serialises or walks it. */
function shown(value: unknown): string {
  const seen = new Set<unknown>();
  const texts = [inspect(value, { depth: null, showHidden: true, getters: true, maxStringLength: null })];
  const walk = (part: unknown) => {
    if (typeof part === 'string') texts.push(part);
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    texts.push(JSON.stringify(part, (_key, inner) => (typeof inner === 'bigint' ? `${inner}` : inner)));
    if (part instanceof Error) texts.push(String(part), part.message, part.stack ?? '');
    for (const name of Reflect.ownKeys(part)) {
      texts.push(String(name));
      walk(Reflect.get(part, name));
    }
  };
  walk(value);
  return texts.join('\n');
}

const htmlOf = (text: string) => [...text].map((character) => `&#${character.charCodeAt(0)};`).join('');
const unicodeOf = (text: string) =>
  [...text].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join('');
/** A message so long that shortening it could leave half of the key. */
const padded = `${'x'.repeat(190)} ${apiKey}`;
const json = { 'content-type': 'application/json' };
const status = (code: number, body: unknown): Fault => ({
  kind: 'status',
  status: code,
  headers: json,
  body,
});

const echoes: readonly [string, Fault][] = [
  ['flat', status(401, { error: `Invalid key ${apiKey}` })],
  ['status', status(403, { status: { error_code: 403, error_message: apiKey } })],
  ['nested', status(400, { error: { status: { error_code: 10_010, error_message: `${apiKey} is paid` } } })],
  ['hybrid', status(400, { error_code: 10_011, status: { error_message: `for ${apiKey}` } })],
  ['text', status(500, `no upstream for /ping?x_cg_demo_api_key=${encodeURIComponent(apiKey)}`)],
  ['HTML', status(503, `<!DOCTYPE html><title>Key ${apiKey}</title>`)],
  ['HTML with entities', status(503, `<title>Key ${htmlOf(apiKey)}</title>`)],
  ['JSON with escapes', status(401, `{"error":"Invalid key ${unicodeOf(apiKey)}"}`)],
  ['capitals', status(401, { error: apiKey.toUpperCase() })],
  ['half a long message', status(401, { error: padded })],
  ['a limit of the plan', status(401, { status: { error_code: 10_005, error_message: apiKey } })],
  ['too many requests', status(429, { status: { error_code: 429, error_message: apiKey } })],
  ['the code', status(400, { error_code: apiKey, error: apiKey })],
  ['a redirect', { kind: 'status', status: 302, headers: { location: `/?key=${apiKey}` }, body: apiKey }],
  ['a wait', { kind: 'status', status: 429, headers: { 'retry-after': apiKey }, body: '' }],
  ['text as a success', status(200, apiKey)],
  ['cut-off JSON as a success', status(200, `{"prices":[[1,"${apiKey}"`)],
  ['an error as a success', status(200, { error: `Invalid key ${apiKey}` })],
  ['another shape as a success', status(200, { prices: [[1, apiKey]], [apiKey]: {} })],
];

describe('the key is nowhere but in its header', () => {
  it.each(echoes)('when the server echoes it in %s', async (_name, fault) => {
    emulator.setFaults(() => fault);
    const client = clientWith();
    const calls = [
      client.ping(),
      client.marketChart({ coinId: 'bitcoin', days: 1 }),
      client.simplePrice({ coinIds: ['bitcoin'], vsCurrencies: ['usd'] }),
      fetchPrices('bitcoin', { days: 1, client }),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome.status).toBe('rejected');
      const { reason } = outcome as PromiseRejectedResult;
      expect(isCoincastError(reason)).toBe(true);
      expect(shown(reason)).not.toMatch(secret);
    }
    expect(emulator.requests[0]!.headers['x-cg-demo-api-key']).toBe(apiKey);
    expect(told).not.toEqual([]);
    expect(shown([told, client])).not.toMatch(secret);
    for (const { endpoint, query } of emulator.requests) expect(shown([endpoint, query])).not.toMatch(secret);
  });

  it('when all goes well', async () => {
    const client = clientWith();
    await client.coinsList();
    await fetchPrices('bitcoin', { days: 2, client });
    const { endpoint, query, headers } = emulator.requests[0]!;
    expect(headers['x-cg-demo-api-key']).toBe(apiKey);
    expect(told.filter((entry) => typeof entry === 'string').length).toBeGreaterThan(0);
    expect(shown([told, client, endpoint, query])).not.toMatch(secret);
  });

  it.each<[string, (request: Request) => unknown]>([
    ['its message', () => new TypeError(`"${apiKey}" is no header value`)],
    [
      'a cause of its cause',
      () => new Error('down', { cause: new Error('x', { cause: new Error(apiKey) }) }),
    ],
    ['its code', () => new TypeError('fetch failed', { cause: { code: apiKey } })],
    ['the request it keeps', (request) => Object.assign(new Error('down'), { request })],
    [
      'its configuration',
      ({ headers }) => Object.assign(new Error('down'), { config: { headers: [...headers] } }),
    ],
    ['a text in place of an error', () => apiKey],
  ])("when a given fetch's error has it in %s", async (_name, errorOf) => {
    const fetch = (async (request: Request) => {
      throw errorOf(request);
    }) as typeof globalThis.fetch;
    const failure = await clientWith({ fetch })
      .ping()
      .catch((error) => error);
    expect(failure).toMatchObject({ code: 'network', endpoint: '/ping' });
    expect(failure.cause).toBeInstanceOf(Error);
    expect(shown(failure)).not.toMatch(secret);
    expect(shown(told)).not.toMatch(secret);
  });

  it('when it is told by the limits of the paid plan', async () => {
    emulator.setFaults(({ endpoint }) => (endpoint === '/key' ? status(401, { error: apiKey }) : null));
    const client = clientWith({ plan: 'pro' });
    const coinIds = Array.from({ length: 20 }, (_, index) => `coin-${index}`);
    await Promise.allSettled(coinIds.map((coinId) => client.marketChart({ coinId, days: 1 })));
    expect(emulator.requests.some(({ endpoint }) => endpoint === '/key')).toBe(true);
    expect(shown(told)).toMatch(/rate limit of the plan could not be read/);
    expect(shown(told)).not.toMatch(secret);
  });

  it('when the cache fails', async () => {
    const cache: ResponseCache = {
      get: (key) => Promise.reject(new Error(`no ${key}`)),
      set: (key) => Promise.reject(new Error(`no ${key}`)),
      delete: () => undefined,
    };
    await clientWith({ cache }).coinsList();
    expect(shown(told)).toMatch(/The cache failed/);
    expect(shown(told)).not.toMatch(secret);
  });

  it.each(['secret', 'a-b'])('even when it is as short as %j', async (short) => {
    emulator.setFaults(() => status(401, { error: `the key ${short}, or ${short.toUpperCase()}` }));
    const failure = await clientWith({ apiKey: short })
      .ping()
      .catch((error) => error);
    expect(failure).toMatchObject({ apiMessage: 'the key [key], or [key]' });
    expect(failure.message).toMatch(/\(the key \[key\], or \[key\]\)/);
  });
});
