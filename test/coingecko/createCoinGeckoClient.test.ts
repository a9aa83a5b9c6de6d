import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type CoinGeckoClientOptions, createCoinGeckoClient } from '../../src/coingecko/index.js';
import { InvalidArgumentError } from '../../src/errors/index.js';
import type { LogFields } from '../../src/runtime/index.js';

const apiKey = 'CG-abcdefghijklmnopqrstuvwx';

/** Answers like CoinGecko would, and keeps what was asked. */
function recorder(respond: () => Response = () => Response.json({ gecko_says: 'hi' })) {
  const requests: Request[] = [];
  const fetch = (async (input: Request) => {
    requests.push(input);
    return respond();
  }) as typeof globalThis.fetch;
  return { requests, fetch };
}

describe('createCoinGeckoClient', () => {
  it.each<[string, CoinGeckoClientOptions, string, Record<string, string | null>]>([
    [
      'keyless',
      {},
      'https://api.coingecko.com/api/v3/ping',
      { 'x-cg-demo-api-key': null, 'x-cg-pro-api-key': null },
    ],
    [
      'demo, as a key alone suggests',
      { apiKey },
      'https://api.coingecko.com/api/v3/ping',
      { 'x-cg-demo-api-key': apiKey, 'x-cg-pro-api-key': null },
    ],
    [
      'pro',
      { apiKey, plan: 'pro' },
      'https://pro-api.coingecko.com/api/v3/ping',
      { 'x-cg-demo-api-key': null, 'x-cg-pro-api-key': apiKey },
    ],
  ])('takes the host and header of its plan: %s', async (_name, options, url, headers) => {
    const { requests, fetch } = recorder();
    await createCoinGeckoClient({ ...options, fetch }).ping();
    expect(requests[0]!.url).toBe(url);
    for (const [name, value] of Object.entries(headers)) expect(requests[0]!.headers.get(name)).toBe(value);
  });

  it('names itself, or the application given, to the server', async () => {
    const { requests, fetch } = recorder();
    await createCoinGeckoClient({ fetch }).ping();
    await createCoinGeckoClient({ fetch, userAgent: 'my-app/1.0' }).ping();
    expect(requests.map(({ headers }) => headers.get('user-agent'))).toEqual([
      expect.stringMatching(/^coincast /),
      'my-app/1.0',
    ]);
  });

  it('leaves the User-Agent to browsers', async () => {
    const { requests, fetch } = recorder();
    const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', {
      value: { userAgent: 'Mozilla/5.0' },
      configurable: true,
    });
    try {
      await createCoinGeckoClient({ fetch }).ping();
    } finally {
      if (navigator === undefined) Reflect.deleteProperty(globalThis, 'navigator');
      else Object.defineProperty(globalThis, 'navigator', navigator);
    }
    expect(requests[0]!.headers.get('user-agent')).toBeNull();
  });

  it('takes a base URL with or without a slash at the end', () => {
    const client = createCoinGeckoClient({ baseUrl: 'http://127.0.0.1:9/api/v3//' });
    expect(client.baseUrl).toBe('http://127.0.0.1:9/api/v3');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown option', { apikey: 'x' }, 'Did you mean "apiKey"?'],
    ['an unknown plan', { plan: 'free' }, 'plan must be one of "keyless", "demo", "pro"'],
    ['the paid plan without its key', { plan: 'pro' }, 'apiKey must be a key for the plan "pro"'],
    ['the demo plan without its key', { plan: 'demo' }, 'apiKey must be a key for the plan "demo"'],
    [
      'a key missing from the environment',
      { plan: 'demo', apiKey: undefined },
      'Create one at https://www.coingecko.com/en/developers/dashboard, or use plan "keyless"',
    ],
    [
      'a key on the plan without one',
      { plan: 'keyless', apiKey },
      'plan must be "demo" or "pro" when an apiKey',
    ],
    ['an empty key', { apiKey: '' }, 'missing environment variable'],
    ['a base URL that is none', { baseUrl: 'localhost' }, 'baseUrl must be an absolute http or https URL'],
    ['another protocol', { baseUrl: 'ftp://localhost/' }, 'baseUrl must be'],
    ['an empty user agent', { userAgent: ' ' }, 'userAgent must be'],
    ['a user agent with a line break', { userAgent: 'a\nb' }, 'userAgent must be'],
    ['no time at all', { timeoutMs: 0 }, 'timeoutMs must be an integer at least 1'],
    ['more than a day', { timeoutMs: 86_400_001 }, 'at most 86400000'],
    ['a fetch that is no function', { fetch: 1 }, 'fetch must be a function'],
    ['an unknown retry option', { retry: { limit: 2 } }, 'retry must be an object with the keys'],
    ['negative retries', { retry: { maxRetries: -1 } }, 'retry.maxRetries must be an integer at least 0'],
    ['a wait that is no number', { retry: { baseDelayMs: Number.NaN } }, 'retry.baseDelayMs must be'],
    ['an unknown rate limit option', { rateLimit: { perminute: 5 } }, 'Did you mean "perMinute"?'],
    ['no calls at all', { rateLimit: { perMinute: 0 } }, 'rateLimit.perMinute must be an integer at least 1'],
    ['a fraction of a call', { rateLimit: { perMinute: 1.5 } }, 'rateLimit.perMinute must be an integer'],
    ['a cache without delete', { cache: { get() {}, set() {} } }, 'with the methods get, set, delete'],
    ['a cache that is null', { cache: null }, 'cache must be an object with the methods'],
    ['a logger that is a function', { logger: () => {} }, 'logger must be an object with the methods'],
    ['a clock without sleep', { clock: { now: Date.now } }, 'clock must be an object with the methods'],
    ['a listener that is no function', { retry: { onRetry: true } }, 'retry.onRetry must be a function'],
  ])('refuses %s', (_name, options, message) => {
    const create = () => createCoinGeckoClient(options as CoinGeckoClientOptions);
    expect(create).toThrow(InvalidArgumentError);
    expect(create).toThrow(message);
  });

  describe('keeps the key to itself', () => {
    it.each<[string, CoinGeckoClientOptions]>([
      ['in an apiKey with a line break', { apiKey: `${apiKey}\n` }],
      ['in place of the options', apiKey as CoinGeckoClientOptions],
      ['in the query of what is no URL', { baseUrl: `api.test/v3?x_cg_demo_api_key=${apiKey}` }],
      ['in the query of a base URL', { baseUrl: `https://api.test/v3?x_cg_demo_api_key=${apiKey}` }],
      ['as the password of a base URL', { baseUrl: `https://me:${apiKey}@api.test/v3` }],
    ])('when it is refused %s', (_name, options) => {
      try {
        createCoinGeckoClient(options);
        expect.unreachable();
      } catch (error) {
        expect(inspect(error, { depth: 9 })).not.toContain(apiKey);
      }
    });

    it('in URLs, log lines, retry events and errors', async () => {
      const { requests, fetch } = recorder(() => new Response('down', { status: 500 }));
      const told: unknown[] = [];
      const log = (fields: LogFields, message: string) => void told.push(fields, message);
      const client = createCoinGeckoClient({
        apiKey,
        fetch,
        logger: { debug: log, info: log, warn: log, error: log },
        retry: { maxRetries: 1, baseDelayMs: 0, onRetry: (event) => void told.push(event) },
      });
      const failure = await client.marketChart({ coinId: 'bitcoin', days: 1 }).catch((error) => error);
      expect(requests).toHaveLength(2);
      expect(requests[0]!.url).not.toContain(apiKey);
      expect(told.length).toBeGreaterThan(4);
      expect(inspect([client, told, failure], { depth: 9 })).not.toContain(apiKey);
    });
  });

  it('does not follow a redirect, which would take the key elsewhere', async () => {
    const { requests, fetch } = recorder(
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.test/' } }),
    );
    const client = createCoinGeckoClient({ apiKey, fetch });
    await expect(client.ping()).rejects.toThrow(/redirects: set baseUrl/);
    expect(requests[0]!.redirect).toBe('manual');
  });
});
