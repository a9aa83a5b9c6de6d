import Coingecko from '@coingecko/coingecko-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CoinGeckoEmulator, createTestClock, startCoinGeckoEmulator } from '../../src/testing/index.js';

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 1, 12, 37, 5);
let emulator: CoinGeckoEmulator;
let demo: Coingecko;
let pro: Coingecko;

beforeAll(async () => {
  emulator = await startCoinGeckoEmulator({
    seed: 3,
    clock: createTestClock({ now }),
    apiKeys: { 'CG-demo': 'demo', 'CG-pro': 'pro' },
  });
  const options = { baseURL: emulator.url, maxRetries: 0 };
  demo = new Coingecko({ ...options, demoAPIKey: 'CG-demo', proAPIKey: null });
  pro = new Coingecko({ ...options, demoAPIKey: null, proAPIKey: 'CG-pro' });
});
afterAll(() => emulator.close());

describe("CoinGecko's official client, against the emulator", () => {
  it('pings', async () => {
    expect(await demo.ping.get()).toEqual({ gecko_says: '(V3) To the Moon!' });
  });

  it('sends its key in the header of its tier', async () => {
    await demo.ping.get();
    expect(emulator.requests.at(-1)!.headers['x-cg-demo-api-key']).toBe('CG-demo');
    await pro.ping.get();
    expect(emulator.requests.at(-1)!.headers['x-cg-pro-api-key']).toBe('CG-pro');
  });

  it('gets simple prices', async () => {
    const prices = await demo.simple.price.get({
      ids: 'bitcoin,nobody',
      vs_currencies: 'usd',
      include_last_updated_at: true,
    });
    expect(prices).toEqual({ bitcoin: { usd: expect.any(Number), last_updated_at: Math.floor(now / 1000) } });
  });

  it('gets the currencies', async () => {
    expect(await demo.simple.supportedVsCurrencies.get()).toContain('eur');
  });

  it('lists coins', async () => {
    expect(await demo.coins.list.get({ include_platform: true })).toContainEqual({
      id: 'bitcoin',
      symbol: 'btc',
      name: 'Bitcoin',
      platforms: {},
    });
  });

  it('gets markets', async () => {
    const rows = await demo.coins.markets.get({ vs_currency: 'usd', per_page: 3, order: 'id_asc' });
    expect(rows.map(({ id }) => id)).toEqual(['bitcoin', 'cardano', 'dogecoin']);
    expect(rows[0]).toMatchObject({ current_price: expect.any(Number), roi: null });
  });

  it('gets market charts by days and by range, of the same prices', async () => {
    const byDays = await demo.coins.marketChart.get('bitcoin', { vs_currency: 'usd', days: '7' });
    expect(byDays.prices).toHaveLength(7 * 24 + 1);
    const byRange = await demo.coins.marketChart.getRange('bitcoin', {
      vs_currency: 'usd',
      from: String((now - 5 * 24 * hour - 5000) / 1000),
      to: String((now - 2 * 24 * hour - 5000) / 1000),
    });
    expect(byRange.prices).toHaveLength(3 * 24);
    expect(byDays.prices).toEqual(expect.arrayContaining(byRange.prices));
  });

  it('gets candles by days, and by range on a paid key', async () => {
    const candles = await demo.coins.ohlc.get('bitcoin', { vs_currency: 'usd', days: '1' });
    expect(candles).toHaveLength(48);
    expect(candles.every((candle) => candle.length === 5)).toBe(true);
    const range = { vs_currency: 'usd', from: '2025-12-01', to: '2025-12-03', interval: 'daily' } as const;
    expect(await pro.coins.ohlc.getRange('bitcoin', range)).toHaveLength(3);
    await expect(demo.coins.ohlc.getRange('bitcoin', range)).rejects.toMatchObject({ status: 401 });
  });

  it('searches', async () => {
    const { coins } = await demo.search.get({ query: 'bit' });
    expect(coins).toMatchObject([{ id: 'bitcoin', symbol: 'BTC', market_cap_rank: 1 }]);
  });

  it('reads the usage of a paid key', async () => {
    expect(await pro.key.get()).toMatchObject({ rate_limit_request_per_minute: 500 });
  });

  it('takes our errors for the classes of their status', async () => {
    const failure = await demo.coins.marketChart
      .get('bitcoin', { vs_currency: 'usd', days: '366' })
      .catch((error) => error);
    expect(failure).toBeInstanceOf(Coingecko.AuthenticationError);
    expect(failure.error).toMatchObject({ error: { status: { error_code: 10012 } } });
    const wrong = new Coingecko({
      baseURL: emulator.url,
      maxRetries: 0,
      demoAPIKey: null,
      proAPIKey: 'CG-demo',
    });
    await expect(wrong.ping.get()).rejects.toMatchObject({ status: 400, error: { error_code: 10011 } });
  });
});
