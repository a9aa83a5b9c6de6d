import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CoinGeckoClientOptions, createCoinGeckoClient } from '../../src/coingecko/index.js';
import { PlanLimitError, ResponseValidationError } from '../../src/errors/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  startCoinGeckoEmulator,
  type TestClock,
} from '../../src/testing/index.js';

const usage = {
  plan: 'Analyst',
  rate_limit_request_per_minute: 100,
  monthly_call_credit: 500_000,
  current_total_monthly_calls: 32,
  current_remaining_monthly_calls: 499_968,
};
let clock: TestClock;
let emulator: CoinGeckoEmulator;
let warnings: unknown[];
let sentAt: number[];

beforeEach(async () => {
  clock = createTestClock();
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  warnings = [];
  sentAt = [];
});
afterEach(() => emulator.close());

const clientWith = (options: CoinGeckoClientOptions = {}) => {
  const ignore = () => {};
  const warn = (_fields: unknown, message: string) => void warnings.push(message);
  return createCoinGeckoClient({
    baseUrl: emulator.url,
    plan: 'pro',
    apiKey: 'CG-of-a-paid-plan',
    clock,
    fetch: async (input, init) => {
      sentAt.push(clock.now());
      const isSearch = (input as Request).url.includes('/search');
      return isSearch
        ? Response.json({ coins: [], exchanges: [], categories: [], nfts: [] })
        : fetch(input, init);
    },
    logger: { debug: ignore, info: ignore, error: ignore, warn },
    ...options,
  });
};
const answerKeyWith = (body: unknown, status = 200) =>
  emulator.setFaults(({ endpoint }) => (endpoint === '/key' ? { kind: 'status', status, body } : null));
/** Each asks something else, since identical calls would be one. */
const askAll = (client: ReturnType<typeof clientWith>, count: number, signal?: AbortSignal) =>
  Promise.all(Array.from({ length: count }, (_, index) => client.search({ query: `q${index}`, signal })));
const keyRequests = () => emulator.requests.filter(({ endpoint }) => endpoint === '/key').length;

describe('key', () => {
  it('tells the limits of the subscription and what is spent of them', async () => {
    answerKeyWith({
      ...usage,
      api_key_monthly_call_credit: 5,
      api_key_current_total_monthly_calls: null,
      unknown: {},
    });
    expect(await clientWith().key()).toEqual({
      subscription: 'Analyst',
      callsPerMinute: 100,
      monthlyCalls: 500_000,
      monthlyCallsMade: 32,
      monthlyCallsLeft: 499_968,
      keyMonthlyCalls: 5,
    });
  });

  it.each([
    [60, 60],
    [200, 100],
    [null, 100],
    [0, 100],
  ])("takes the lower of the subscription's limit and the key's own: %o", async (ofKey, expected) => {
    answerKeyWith({ ...usage, api_key_rate_limit_request_per_minute: ofKey });
    expect((await clientWith().key()).callsPerMinute).toBe(expected);
  });

  it.each([0, -5, 'many', null])('refuses an answer whose limit is %o', async (limit) => {
    answerKeyWith({ ...usage, rate_limit_request_per_minute: limit });
    await expect(clientWith().key()).rejects.toThrow(ResponseValidationError);
  });

  it.each<CoinGeckoClientOptions>([
    { plan: 'demo', apiKey: 'CG-demo' },
    { plan: 'keyless', apiKey: undefined },
  ])('is refused before any call on another plan: %o', async (options) => {
    const failure = await clientWith(options)
      .key()
      .catch((error) => error);
    expect(failure).toBeInstanceOf(PlanLimitError);
    expect(failure.message).toMatch(/plan has no account of its use\. Ask with a paid key and plan "pro"/);
    expect(emulator.requests).toEqual([]);
  });
});

describe('the limit of a paid plan', () => {
  it('costs no call while few are made', async () => {
    await askAll(clientWith(), 14);
    expect(keyRequests()).toBe(0);
  });

  it('is asked for once when half of the assumed 30 is wanted, and kept to', async () => {
    answerKeyWith(usage);
    await askAll(clientWith(), 120);
    expect(keyRequests()).toBe(1);
    expect(sentAt.filter((time) => time === sentAt[0])).toHaveLength(100);
    expect(sentAt).toHaveLength(121);
    expect(warnings).toEqual([]);
  });

  it('stays at 30 where it cannot be read, with one warning', async () => {
    answerKeyWith({ error: 'Incorrect path' }, 404);
    const client = clientWith();
    await askAll(client, 31);
    await askAll(client, 20);
    expect(keyRequests()).toBe(1);
    expect(sentAt.filter((time) => time === sentAt[0])).toHaveLength(30);
    expect(warnings).toEqual(['The rate limit of the plan could not be read; set rateLimit.perMinute']);
  });

  it('is taken from a call of key, and asked for no more', async () => {
    answerKeyWith(usage);
    const client = clientWith();
    await client.key();
    await askAll(client, 99);
    expect(keyRequests()).toBe(1);
    expect(clock.sleeps).toEqual([]);
  });

  it('is what the caller says, whatever /key says', async () => {
    answerKeyWith(usage);
    const client = clientWith({ rateLimit: { perMinute: 50 } });
    await client.key();
    await askAll(client, 50);
    expect(keyRequests()).toBe(1);
    expect(clock.sleeps).toEqual([60_001]);
  });

  it('is not asked for on behalf of callers who have all left', async () => {
    const controller = new AbortController();
    const reason = { mine: true };
    emulator.setFaults(({ endpoint }) => {
      if (endpoint === '/key') setImmediate(() => controller.abort(reason));
      return { kind: 'stall' };
    });
    const client = clientWith();
    await expect(askAll(client, 20, controller.signal)).rejects.toBe(reason);
    answerKeyWith(usage);
    await askAll(client, 3);
    expect(keyRequests()).toBe(2);
    expect(warnings).toEqual([]);
  });
});
