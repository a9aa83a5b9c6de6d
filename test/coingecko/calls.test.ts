import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoinGeckoClientOptions,
  createCoinGeckoClient,
  fetchPrices,
  type RetryEvent,
} from '../../src/coingecko/index.js';
import {
  HttpStatusError,
  NetworkError,
  RateLimitError,
  RequestTimeoutError,
  ResponseValidationError,
} from '../../src/errors/index.js';
import { systemClock } from '../../src/runtime/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  type Fault,
  startCoinGeckoEmulator,
  type TestClock,
} from '../../src/testing/index.js';

let clock: TestClock;
let emulator: CoinGeckoEmulator;
let retries: RetryEvent[];

beforeEach(async () => {
  clock = createTestClock();
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  retries = [];
});
afterEach(() => emulator.close());

const clientWith = (options: CoinGeckoClientOptions = {}) =>
  createCoinGeckoClient({
    baseUrl: emulator.url,
    clock,
    ...options,
    retry: { onRetry: (event) => void retries.push(event), ...options.retry },
  });
const always = (fault: Fault) => emulator.setFaults(() => fault);

describe('an answer that stays wrong', () => {
  it.each<[string, Fault, unknown, RegExp, number]>([
    ['429', { kind: 'rateLimit' }, RateLimitError, /too many requests.*call less often/, 3],
    ['500', { kind: 'status', status: 500 }, HttpStatusError, /status 500.*try again later/, 3],
    [
      'HTML as a success',
      { kind: 'html' },
      ResponseValidationError,
      /HTML instead of JSON.*check baseUrl/,
      1,
    ],
    ['HTML as an error', { kind: 'html', status: 403 }, HttpStatusError, /Access denied.*userAgent/, 1],
    ['cut-off JSON', { kind: 'cutOff' }, ResponseValidationError, /cut off/, 1],
    ['no body', { kind: 'empty' }, ResponseValidationError, /an empty body/, 1],
    [
      'another shape',
      { kind: 'status', status: 200, body: { prices: [[1, 'x']] } },
      ResponseValidationError,
      /prices\.0\.1 must be of type number/,
      1,
    ],
    [
      'an error as a success',
      { kind: 'status', status: 200, body: { error: 'coin not found' } },
      ResponseValidationError,
      /an error as a success \(coin not found\)/,
      1,
    ],
    ['no answer', { kind: 'reset' }, NetworkError, /connection failed.*Check the network/, 3],
    ['a connection lost halfway', { kind: 'brokenOff' }, NetworkError, /connection failed/, 3],
  ])('%s: a typed error that says what to do next', async (_name, fault, type, message, calls) => {
    always(fault);
    const client = clientWith({ retry: { maxRetries: 2 } });
    const failure = await fetchPrices('bitcoin', { days: 2, client }).catch((error) => error);
    expect(failure).toBeInstanceOf(type);
    expect(failure.message).toMatch(message);
    expect(failure.endpoint).toBe('/coins/bitcoin/market_chart');
    expect(emulator.requests).toHaveLength(calls);
  });

  it('a body that stalls is a timeout, and is asked for again', async () => {
    always({ kind: 'stall' });
    const client = clientWith({ timeoutMs: 40, retry: { maxRetries: 1 } });
    const failure = await client.coinsList().catch((error) => error);
    expect(failure).toBeInstanceOf(RequestTimeoutError);
    expect(failure).toMatchObject({ timeoutMs: 40, endpoint: '/coins/list' });
    expect(failure.message).toMatch(/no whole answer.*within 40 ms.*raise timeoutMs/);
    expect(retries.map(({ error }) => error.code)).toEqual(['request-timeout']);
  });

  it('a body that never ends is given no more time than the rest', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const fetch = async () => {
        setImmediate(() => vi.advanceTimersByTime(30_000));
        return new Response(new ReadableStream());
      };
      const asked = clientWith({ fetch, retry: { maxRetries: 0 } }).ping();
      await expect(asked).rejects.toMatchObject({ code: 'request-timeout', timeoutMs: 30_000 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('a server that is not there is a lost connection, with its reason', async () => {
    await emulator.close();
    const failure = await clientWith({ retry: { maxRetries: 0 } })
      .ping()
      .catch((error) => error);
    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure.message).toContain('ECONNREFUSED');
    expect(failure.cause).toBeInstanceOf(TypeError);
  });
});

describe('a fetch that fails', () => {
  it.each([
    [new TypeError('Failed to fetch'), /answered \/ping \(Failed to fetch\)\. Check the network/],
    [new Error(''), /answered \/ping\. Check the network/],
    ['no error', /answered \/ping\. Check the network/],
  ])('with %s is a lost connection, and its cause is kept', async (cause, message) => {
    const fetch = () => Promise.reject(cause);
    const failure = await clientWith({ fetch, retry: { maxRetries: 0 } })
      .ping()
      .catch((error) => error);
    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure.message).toMatch(message);
    expect(failure.cause).toBe(cause);
  });

  it.each<[string, unknown, boolean]>([
    ['Chrome', new TypeError('Failed to fetch'), true],
    ['Firefox', new TypeError('NetworkError when attempting to fetch resource.'), true],
    ['Safari', new TypeError('Load failed'), true],
    ['Node', new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }), false],
    ['a given fetch', new Error('socket hang up'), false],
  ])('for no reason it tells may be an answer a browser hides: in %s', async (_name, cause, isHinted) => {
    const fetch = () => Promise.reject(cause);
    const failure = await clientWith({ fetch, retry: { maxRetries: 0 } })
      .ping()
      .catch((error) => error);
    const hint = /may also be an error of CoinGecko's, such as a rate limit.*CORS.*a backend of your own/;
    expect(hint.test(failure.message)).toBe(isHinted);
  });
});

describe('an answer that comes right', () => {
  it('ends in the same data as if nothing had happened', async () => {
    const client = clientWith();
    const calm = await fetchPrices('bitcoin', { days: 2, client });
    emulator.setFaults([{ kind: 'rateLimit' }, { kind: 'reset' }, { kind: 'status', status: 503 }, null]);
    const stormy = await fetchPrices('bitcoin', { days: 2, client });
    expect(retries.map(({ error }) => error.code)).toEqual(['rate-limit', 'network', 'http-status']);
    expect(stormy).toEqual(calm);
  });

  it('waits as long as Retry-After says', async () => {
    emulator.setFaults([{ kind: 'rateLimit', retryAfter: 119, resetInMs: 60_000 }]);
    await clientWith().ping();
    expect(clock.sleeps).toEqual([119_000]);
    expect(retries).toMatchObject([{ endpoint: '/ping', retry: 1, delayMs: 119_000, elapsedMs: 0 }]);
    expect(retries[0]!.error).toMatchObject({ code: 'rate-limit', retryAfterMs: 119_000 });
  });

  it('waits until the date Retry-After names', async () => {
    const retryAfter = new Date(clock.now() + 33_000).toUTCString();
    emulator.setFaults([{ kind: 'rateLimit', retryAfter, resetInMs: 5000 }]);
    await clientWith().ping();
    expect(clock.sleeps).toEqual([33_000]);
  });

  it('waits as a failing server asks, too', async () => {
    emulator.setFaults([{ kind: 'status', status: 503, headers: { 'retry-after': '7' } }]);
    await clientWith().ping();
    expect(clock.sleeps).toEqual([7000]);
  });

  it('waits until x-ratelimit-reset where there is no Retry-After', async () => {
    emulator.setFaults([{ kind: 'rateLimit', resetInMs: 42_000 }]);
    await clientWith().ping();
    expect(clock.sleeps).toEqual([42_000]);
  });

  it('backs off exponentially with full jitter where the server names no wait', async () => {
    emulator.setFaults(Array(4).fill({ kind: 'status', status: 502 }));
    await clientWith({ retry: { baseDelayMs: 100, maxDelayMs: 500, random: () => 0.5 } }).ping();
    expect(clock.sleeps).toEqual([50, 100, 200, 250]);
  });

  it('fails at once when the wait asked for does not fit into maxElapsedMs', async () => {
    always({ kind: 'rateLimit', retryAfter: 3600 });
    const failure = await clientWith()
      .ping()
      .catch((error) => error);
    expect(failure).toMatchObject({ code: 'rate-limit', retryAfterMs: 3_600_000 });
    expect(failure.message).toContain('Wait 3600 seconds');
    expect(clock.sleeps).toEqual([]);
    expect(emulator.requests).toHaveLength(1);
  });

  it('fails when the waits together would pass maxElapsedMs', async () => {
    always({ kind: 'status', status: 500 });
    const retry = {
      maxRetries: 20,
      baseDelayMs: 2000,
      maxDelayMs: 2000,
      maxElapsedMs: 5000,
      random: () => 0.5,
    };
    await expect(clientWith({ retry }).ping()).rejects.toThrow('500');
    expect(clock.sleeps).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect(retries.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 1000, 2000, 3000, 4000]);
  });

  it('does not count waits for the rate limit towards maxElapsedMs', async () => {
    emulator.setFaults(Array(3).fill({ kind: 'status', status: 500 }));
    const retry = { maxRetries: 3, maxElapsedMs: 5000, random: () => 0.5 };
    await clientWith({ rateLimit: { perMinute: 1 }, retry }).ping();
    expect(retries.map(({ delayMs, elapsedMs }) => [delayMs, elapsedMs])).toEqual([
      [500, 0],
      [1000, 500],
      [2000, 1500],
    ]);
    expect(emulator.requests.at(-1)!.receivedAt - emulator.requests[0]!.receivedAt).toBe(3 * 60_001);
  });

  it('is waited for no longer than maxElapsedMs in all', async () => {
    always({ kind: 'rateLimit', retryAfter: 80 });
    const failure = await clientWith({ retry: { maxRetries: 9, maxElapsedMs: 180_000 } })
      .ping()
      .catch((error) => error);
    expect(failure).toMatchObject({ code: 'rate-limit', retryAfterMs: 80_000 });
    expect(retries.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 80_000]);
    expect(emulator.requests).toHaveLength(3);
  });

  it('comes after a delay', async () => {
    emulator.setFaults([{ kind: 'delay', durationMs: 5000 }]);
    await clientWith().ping();
    expect(clock.sleeps).toEqual([5000]);
  });
});

describe('an abort', () => {
  const reason = { mine: true };

  it('before the call makes none', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(fetchPrices('bitcoin', { days: 1, client: clientWith(), signal })).rejects.toBe(reason);
    expect(emulator.requests).toHaveLength(0);
  });

  it("while the body stalls rejects with the caller's own reason", async () => {
    const controller = new AbortController();
    emulator.setFaults(() => {
      setImmediate(() => controller.abort(reason));
      return { kind: 'stall' };
    });
    await expect(clientWith().coinsList({ signal: controller.signal })).rejects.toBe(reason);
    expect(retries).toEqual([]);
  });

  it('while waiting for a retry rejects, and no retry follows', async () => {
    const controller = new AbortController();
    always({ kind: 'status', status: 500 });
    const client = clientWith({ retry: { onRetry: () => controller.abort(reason) } });
    await expect(client.ping({ signal: controller.signal })).rejects.toBe(reason);
    expect(emulator.requests).toHaveLength(1);
  });

  it('ends a long wait at once', async () => {
    const controller = new AbortController();
    always({ kind: 'rateLimit', retryAfter: 120 });
    const onRetry = () => void setImmediate(() => controller.abort(reason));
    const client = clientWith({ clock: systemClock, retry: { onRetry } });
    await expect(client.ping({ signal: controller.signal })).rejects.toBe(reason);
    expect(emulator.requests).toHaveLength(1);
  });

  it('rejects even when the given fetch ignores it', async () => {
    const controller = new AbortController();
    const fetch = () => new Promise<Response>(() => setImmediate(() => controller.abort(reason)));
    await expect(clientWith({ fetch }).ping({ signal: controller.signal })).rejects.toBe(reason);
  });

  it.each(['answers', 'fails', 'is aborted'])('leaves no timer behind when the call %s', async (how) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const controller = new AbortController();
      const fetch = async () => {
        expect(vi.getTimerCount()).toBe(1);
        if (how === 'answers') return Response.json({ gecko_says: 'hi' });
        if (how === 'fails') throw new TypeError('Failed to fetch');
        controller.abort(reason);
        return new Promise<Response>(() => {});
      };
      const { signal } = controller;
      await Promise.allSettled([clientWith({ fetch, retry: { maxRetries: 0 } }).ping({ signal })]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('with an error of our own as its reason is not mistaken for a failed attempt', async () => {
    const controller = new AbortController();
    const mine = new NetworkError({ message: 'mine', endpoint: '/mine' });
    emulator.setFaults(() => {
      setImmediate(() => controller.abort(mine));
      return { kind: 'stall' };
    });
    await expect(clientWith().ping({ signal: controller.signal })).rejects.toBe(mine);
    expect(emulator.requests).toHaveLength(1);
    expect(retries).toEqual([]);
  });
});

describe('onRetry', () => {
  it('ends the call with what it throws', async () => {
    always({ kind: 'reset' });
    const enough = new Error('enough');
    const client = clientWith({
      retry: {
        onRetry: () => {
          throw enough;
        },
      },
    });
    await expect(client.ping()).rejects.toBe(enough);
  });
});
