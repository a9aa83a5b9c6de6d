import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CoinGeckoClient, createCoinGeckoClient } from '../../src/coingecko/index.js';
import { PlanLimitError } from '../../src/errors/index.js';
import { type CoinGeckoEmulator, createTestClock, startCoinGeckoEmulator } from '../../src/testing/index.js';

const now = Date.UTC(2026, 0, 1, 12, 30, 15);
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;

beforeAll(async () => {
  const clock = createTestClock({ now });
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  client = createCoinGeckoClient({
    baseUrl: emulator.url,
    retry: { maxRetries: 0 },
    rateLimit: { perMinute: 1000 },
    clock,
  });
});
afterAll(() => emulator.close());

describe('ping', () => {
  it('gives the greeting', async () => {
    expect(await client.ping()).toEqual({ message: '(V3) To the Moon!' });
  });
});

describe.each([
  'ping',
  'coinsList',
  'simplePrice',
  'supportedCurrencies',
  'marketChart',
  'marketChartRange',
  'ohlc',
  'ohlcRange',
  'search',
] as const)('%s', (method) => {
  it('rejects, and does not throw, where an option is unknown', async () => {
    const asked = client[method]({ sginal: 1 } as never);
    await expect(asked).rejects.toThrow('Did you mean "signal"?');
  });
});

describe('coinsList', () => {
  it('lists ids, symbols and names', async () => {
    expect(await client.coinsList()).toContainEqual({ id: 'bitcoin', symbol: 'btc', name: 'Bitcoin' });
  });

  it('lists the delisted on demand', async () => {
    expect(await client.coinsList({ status: 'inactive' })).toEqual([]);
    expect(emulator.requests.at(-1)!.query).toEqual({ status: 'inactive' });
  });
});

describe('simplePrice', () => {
  it('gives complete quotes by coin and currency, in our units', async () => {
    const quotes = await client.simplePrice({
      coinIds: ['bitcoin', 'dogecoin'],
      vsCurrencies: ['usd', 'eur'],
    });
    const { usd, eur } = quotes.bitcoin;
    expect(usd.price).toBeGreaterThan(1000);
    expect(eur.price / usd.price).toBeCloseTo(0.92, 12);
    expect(usd.marketCap! / usd.price).toBeCloseTo(19.8e6, 0);
    expect(Math.abs(usd.change24h!)).toBeLessThan(0.5);
    expect(usd.updatedAt).toBe(now);
    expect(quotes.dogecoin.usd.price).toBeLessThan(10);
  });

  it('takes figures that CoinGecko does not have as null', async () => {
    emulator.setFaults([
      { kind: 'status', status: 200, body: { bitcoin: { usd: 5, usd_24h_change: null } } },
    ]);
    const quotes = await client.simplePrice({ coinIds: ['bitcoin'], vsCurrencies: ['usd'] });
    expect(quotes.bitcoin.usd).toEqual({
      price: 5,
      marketCap: null,
      volume24h: null,
      change24h: null,
      updatedAt: null,
    });
  });

  it('names a coin that is unknown, where CoinGecko leaves it out in silence', async () => {
    const asked = client.simplePrice({ coinIds: ['bitcoin', 'bitcon'], vsCurrencies: ['usd'] });
    await expect(asked).rejects.toThrow(/coinIds must be ids of coins.*got "bitcon"/);
  });

  it('names a currency that is unknown', async () => {
    const asked = client.simplePrice({ coinIds: ['bitcoin'], vsCurrencies: ['usd', 'zzz'] });
    await expect(asked).rejects.toThrow(/vsCurrencies must be currencies.*got "zzz"/);
  });

  it('does not take a property every object has for a coin', async () => {
    const asked = client.simplePrice({ coinIds: ['constructor'], vsCurrencies: ['name'] });
    await expect(asked).rejects.toThrow(/got "constructor"/);
  });

  it('nor for a currency', async () => {
    emulator.setFaults([{ kind: 'status', status: 200, body: { bitcoin: {} } }]);
    const asked = client.simplePrice({ coinIds: ['bitcoin'], vsCurrencies: ['constructor'] });
    await expect(asked).rejects.toThrow(/vsCurrencies must be currencies.*got "constructor"/);
  });

  it.each([
    [{ coinIds: [], vsCurrencies: ['usd'] }, 'coinIds must be a list of 1 to 515'],
    [{ coinIds: Array(516).fill('a'), vsCurrencies: ['usd'] }, 'coinIds must be a list of 1 to 515'],
    [{ coinIds: ['bitcoin'], vsCurrencies: [] }, 'vsCurrencies must be a list'],
    [{ coinIds: [''], vsCurrencies: ['usd'] }, 'coinIds[0] must be the id'],
    [{ coinIds: ['bitcoin'], vsCurrencies: ['u/d'] }, 'vsCurrencies[0] must be the code'],
  ])('refuses %j before any call', async (options, message) => {
    const before = emulator.requests.length;
    await expect(client.simplePrice(options)).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(before);
  });
});

describe('marketChart', () => {
  it('gives the three columns as CoinGecko sends them, the present last', async () => {
    const chart = await client.marketChart({ coinId: 'bitcoin', days: 2, vsCurrency: 'EUR' });
    expect(chart.prices).toHaveLength(49);
    expect(chart.volumes).toHaveLength(49);
    expect(chart.marketCaps).toHaveLength(49);
    expect(chart.prices.at(-1)![0]).toBe(now);
    expect(emulator.requests.at(-1)!.query).toEqual({ vs_currency: 'eur', days: '2', precision: 'full' });
  });

  it('takes nulls and columns of different length', async () => {
    const body = {
      prices: [
        [1, null],
        [2, 3],
      ],
      market_caps: [],
      total_volumes: [[1, 0]],
      more: true,
    };
    emulator.setFaults([{ kind: 'status', status: 200, body }]);
    expect(await client.marketChart({ coinId: 'bitcoin', days: 1 })).toEqual({
      prices: [
        [1, null],
        [2, 3],
      ],
      marketCaps: [],
      volumes: [[1, 0]],
    });
  });

  it('encodes the id', async () => {
    await expect(client.marketChart({ coinId: 'a/b?c#d', days: 1 })).rejects.toThrow(
      /No coin has the id "a\/b/,
    );
    expect(emulator.requests.at(-1)!.endpoint).toBe('/coins/a%2Fb%3Fc%23d/market_chart');
  });

  it('passes an interval on', async () => {
    const chart = await client.marketChart({ coinId: 'bitcoin', days: 14, interval: 'daily' });
    expect(chart.prices).toHaveLength(15);
  });

  it.each([366, 'max'] as const)('refuses %s days on a free plan before any call', async (days) => {
    const before = emulator.requests.length;
    const asked = client.marketChart({ coinId: 'bitcoin', days });
    await expect(asked).rejects.toThrow(PlanLimitError);
    await expect(asked).rejects.toThrow(/keyless plan reaches back 365 days.*at most days=365/);
    expect(emulator.requests).toHaveLength(before);
  });

  it('lets a paid plan reach further', async () => {
    const pro = createCoinGeckoClient({
      baseUrl: emulator.url,
      plan: 'pro',
      apiKey: 'CG-x',
      clock: client.clock,
    });
    expect((await pro.marketChart({ coinId: 'bitcoin', days: 400 })).prices).toHaveLength(401);
    expect((await pro.marketChart({ coinId: 'bitcoin', days: 'max' })).prices.length).toBeGreaterThan(2800);
  });

  it.each([
    [{ coinId: '..', days: 1 }, 'coinId must be the id'],
    [{ coinId: ' ', days: 1 }, 'coinId must be the id'],
    [{ coinId: 'bitcoin', days: 0 }, 'days must be an integer at least 1'],
    [{ coinId: 'bitcoin', days: 1.5 }, 'days must be an integer at least 1'],
    [{ coinId: 'bitcoin', days: -7 }, 'days must be an integer at least 1'],
    [{ coinId: 'bitcoin', days: 1, vsCurrency: '' }, 'vsCurrency must be the code'],
    [{ coinId: 'bitcoin', days: 1, interval: 'weekly' as 'daily' }, 'interval must be one of'],
    [{ coinId: 'bitcoin', days: 1, currency: 'eur' }, 'marketChart options must be'],
  ])('refuses %j', async (options, message) => {
    await expect(client.marketChart(options)).rejects.toThrow(message);
  });
});
