import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  type CoinGeckoClientOptions,
  createCoinGeckoClient,
  type RetryEvent,
} from '../../src/coingecko/index.js';
import { HttpStatusError, PlanLimitError, RateLimitError } from '../../src/errors/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  type Fault,
  startCoinGeckoEmulator,
} from '../../src/testing/index.js';

const apiKeys = { 'CG-key-of-the-demo-plan': 'demo', 'CG-key-of-the-paid-plan': 'pro' } as const;
const [demoKey, proKey] = Object.keys(apiKeys);
const clock = createTestClock();
let emulator: CoinGeckoEmulator;
let retries: RetryEvent[];

beforeEach(async () => {
  const started = await startCoinGeckoEmulator({ clock, apiKeys });
  onTestFinished(() => started.close());
  emulator = started;
  retries = [];
});

/** What `/coins/bitcoin/market_chart` fails with on the demo plan. */
async function failureOf(options: CoinGeckoClientOptions = {}): Promise<unknown> {
  const client = createCoinGeckoClient({
    apiKey: demoKey,
    baseUrl: emulator.url,
    clock,
    retry: { maxRetries: 2, onRetry: (event) => void retries.push(event) },
    ...options,
  });
  return client.marketChart({ coinId: 'bitcoin', days: 2 }).catch((error) => error);
}

type ErrorFault = Omit<Extract<Fault, { kind: 'error' }>, 'kind'>;
const endpoint = '/coins/bitcoin/market_chart';

describe('an error of CoinGecko', () => {
  it.each<[ErrorFault, new (...args: never[]) => Error, Record<string, unknown>, RegExp]>([
    [
      { shape: 'flat', status: 422, message: 'Missing parameter vs_currency' },
      HttpStatusError,
      { status: 422, apiMessage: 'Missing parameter vs_currency' },
      /status 422 \(Missing parameter vs_currency\)\. The request itself was refused/,
    ],
    [
      { shape: 'flat', status: 404, message: 'coin not found' },
      HttpStatusError,
      { status: 404, apiMessage: 'coin not found' },
      /No coin has the id "bitcoin"/,
    ],
    [
      { shape: 'status', status: 403, message: 'Please set a descriptive User-Agent header.' },
      HttpStatusError,
      { status: 403, apiCode: 403 },
      /set a userAgent that names your application/,
    ],
    [
      { shape: 'status', status: 401, code: 10_005, message: 'This request is limited to PAID plans' },
      PlanLimitError,
      { plan: 'demo', apiCode: 10_005 },
      /The demo plan does not include \/coins\/bitcoin\/market_chart\. Use a paid key/,
    ],
    [
      { shape: 'nested', status: 401, code: 10_012, message: 'Your request exceeds the allowed time range.' },
      PlanLimitError,
      { plan: 'demo', apiCode: 10_012 },
      /The demo plan reaches back 365 days: ask for at most days=365 or use a paid key/,
    ],
    [
      { shape: 'hybrid', status: 400, code: 10_012, message: 'Exceeds the limit of addresses' },
      HttpStatusError,
      { status: 400, apiCode: 10_012 },
      /fewer addresses/,
    ],
    [
      { shape: 'hybrid', status: 400, code: 10_011, message: 'please change your root URL' },
      HttpStatusError,
      { status: 400, apiCode: 10_011, apiMessage: 'please change your root URL' },
      /belongs to the demo plan: set plan to "demo", whose host is https:\/\/api\.coingecko\.com/,
    ],
    [
      { shape: 'text', status: 403, code: 1020 },
      HttpStatusError,
      { status: 403, apiCode: 1020, apiMessage: 'error code: 1020' },
      /firewall blocked/,
    ],
    [
      { shape: 'html', status: 403, code: 1020 },
      HttpStatusError,
      { status: 403, apiCode: 1020, apiMessage: 'Access denied | api.coingecko.com' },
      /firewall blocked/,
    ],
    [
      { shape: 'empty', status: 401 },
      HttpStatusError,
      { status: 401, apiCode: undefined, apiMessage: undefined },
      /not accepted for the plan "demo"/,
    ],
    [
      { shape: 'status', status: 429, code: 10_006, message: 'Monthly cap reached' },
      PlanLimitError,
      { plan: 'demo', apiCode: 10_006 },
      /The demo plan's calls for this month are used up/,
    ],
  ])('is understood and not repeated: %o', async (fault, type, fields, message) => {
    emulator.setFaults(() => ({ kind: 'error', ...fault }));
    const failure = await failureOf();
    expect(failure).toBeInstanceOf(type);
    expect(failure).toMatchObject({ endpoint, ...fields });
    expect((failure as Error).message).toMatch(message);
    expect(emulator.requests).toHaveLength(1);
    expect(retries).toEqual([]);
  });

  it.each(['flat', 'status', 'nested', 'hybrid', 'text', 'html', 'empty'] as const)(
    'for too many requests is repeated in any shape: %s',
    async (shape) => {
      const code = shape === 'text' || shape === 'html' ? 1015 : 429;
      emulator.setFaults(() => ({ kind: 'error', shape, status: 429, code }));
      expect(await failureOf()).toBeInstanceOf(RateLimitError);
      expect(emulator.requests).toHaveLength(3);
      expect(retries.map(({ error }) => error.code)).toEqual(['rate-limit', 'rate-limit']);
    },
  );

  it.each([408, 500, 502, 503, 504, 522, 599])('with status %i is repeated', async (status) => {
    emulator.setFaults([{ kind: 'error', shape: 'html', status, code: status }]);
    expect(await failureOf()).toMatchObject({ prices: expect.any(Array) });
    expect(retries).toMatchObject([{ retry: 1, error: { code: 'http-status', status } }]);
  });

  it.each([400, 401, 402, 403, 404, 405, 409, 410, 414, 422, 425, 451])(
    'with status %i is not repeated',
    async (status) => {
      emulator.setFaults([{ kind: 'error', shape: 'flat', status }]);
      expect(await failureOf()).toMatchObject({ code: 'http-status', status });
      expect(emulator.requests).toHaveLength(1);
    },
  );
});

describe('a key in the wrong place', () => {
  it.each<[string, CoinGeckoClientOptions, Record<string, unknown>, RegExp]>([
    [
      'a paid key on the demo plan',
      { apiKey: proKey, plan: 'demo' },
      { apiCode: 10_010, status: 400 },
      /set plan to "pro", whose host is https:\/\/pro-api\.coingecko\.com\/api\/v3, and leave baseUrl out/,
    ],
    [
      'a demo key on the paid plan',
      { apiKey: demoKey, plan: 'pro' },
      { apiCode: 10_011, status: 400 },
      /set plan to "demo", whose host is https:\/\/api\.coingecko\.com\/api\/v3, and leave baseUrl out/,
    ],
    [
      'a key nobody knows',
      { apiKey: 'CG-of-nobody-at-all' },
      { apiCode: 10_002, status: 401 },
      /CoinGecko does not know the key: compare apiKey with/,
    ],
  ])('%s is told what to change', async (_name, options, fields, message) => {
    const failure = await failureOf(options);
    expect(failure).toBeInstanceOf(HttpStatusError);
    expect(failure).toMatchObject(fields);
    expect((failure as Error).message).toMatch(message);
    expect(emulator.requests).toHaveLength(1);
  });

  it('a key that is missing is asked for', async () => {
    emulator.setFaults(() => ({ kind: 'error', shape: 'status', status: 401, code: 10_002 }));
    expect(await failureOf({ apiKey: undefined })).toMatchObject({
      code: 'http-status',
      message: expect.stringMatching(/pass apiKey, which https:/),
    });
  });
});
