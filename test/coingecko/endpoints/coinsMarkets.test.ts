import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoinMarket, CoinsMarketsOptions } from '../../../src/coingecko/index.js';
import { InvalidArgumentError, ResponseValidationError } from '../../../src/errors/index.js';
import { createPriceSeries } from '../../../src/series/index.js';
import { now, startSetup } from './setup.js';

const many = Array.from({ length: 520 }, (_, index) =>
  createPriceSeries({
    coinId: `coin-${index}`,
    timestamps: [now - 1000, now + 1000],
    prices: [1, 1],
    marketCaps: [1 + index, 1 + index],
  }),
);
let setup: Awaited<ReturnType<typeof startSetup>>;
beforeEach(async () => {
  setup = await startSetup({ coins: [], replay: many });
});
afterEach(() => setup.emulator.close());

async function pagesOf(options?: CoinsMarketsOptions): Promise<(readonly CoinMarket[])[]> {
  const pages = [];
  for await (const page of setup.client.coinsMarkets(options)) pages.push(page);
  return pages;
}
const row = (id: string) => ({ id, symbol: id, name: id });
const rows = (from: number, length: number) =>
  Array.from({ length }, (_, index) => row(`c${String(from + index).padStart(4, '0')}`));

describe('coinsMarkets', () => {
  it('gives every coin, page by page, until a page is short', async () => {
    const pages = await pagesOf();
    expect(pages.map(({ length }) => length)).toEqual([250, 250, 20]);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(520);
    expect(setup.emulator.requests.map(({ query }) => [query['per_page'], query['page']])).toEqual([
      ['250', '1'],
      ['250', '2'],
      ['250', '3'],
    ]);
  });

  it('needs an empty page to know the end after a full one', async () => {
    expect(await pagesOf({ perPage: 130 })).toHaveLength(4);
    expect(setup.emulator.requests).toHaveLength(5);
  });

  it('fetches no further than one iterates, or than asked for', async () => {
    for await (const page of setup.client.coinsMarkets()) {
      expect(page).toHaveLength(250);
      break;
    }
    expect(setup.emulator.requests).toHaveLength(1);
    expect(await pagesOf({ maxPages: 2 })).toHaveLength(2);
    expect(setup.emulator.requests).toHaveLength(3);
  });

  it('passes on what to sort and add', async () => {
    const [page] = await pagesOf({
      vsCurrency: 'EUR',
      order: 'idAscending',
      perPage: 2,
      maxPages: 1,
      sparkline: true,
      changeWindows: ['1h', '7d'],
    });
    expect(setup.emulator.requests[0]!.query).toEqual({
      vs_currency: 'eur',
      order: 'id_asc',
      per_page: '2',
      page: '1',
      sparkline: 'true',
      price_change_percentage: '1h,7d',
      precision: 'full',
    });
    expect(page!.map(({ id }) => id)).toEqual(['coin-0', 'coin-1']);
  });

  it('turns a row into our names and units', async () => {
    setup.answerWith([
      {
        id: 'bitcoin',
        symbol: 'BTC',
        name: 'Bitcoin',
        image: 'https://img.test/1.png',
        current_price: 50_000,
        market_cap: 1e12,
        market_cap_rank: 1,
        fully_diluted_valuation: 1.1e12,
        total_volume: 2e10,
        high_24h: 51_000,
        low_24h: 49_000,
        price_change_24h: -1000,
        price_change_percentage_24h: -2,
        market_cap_change_24h: -2e10,
        market_cap_change_percentage_24h: -1.5,
        circulating_supply: 19e6,
        total_supply: 19e6,
        max_supply: 21e6,
        ath: 100_000,
        ath_change_percentage: -50,
        ath_date: '2025-01-20T09:11:54.494Z',
        atl: 50,
        atl_change_percentage: 100_000,
        atl_date: '2013-07-06T00:00:00.000Z',
        roi: { times: 1, currency: 'usd', percentage: 100 },
        last_updated: '2026-01-01T12:29:00.000Z',
        sparkline_in_7d: { price: [1, null, 3] },
        price_change_percentage_1h_in_currency: 0.5,
        price_change_percentage_1y_in_currency: null,
        new_field: 'x',
      },
    ]);
    expect(await pagesOf()).toEqual([
      [
        {
          id: 'bitcoin',
          symbol: 'btc',
          name: 'Bitcoin',
          imageUrl: 'https://img.test/1.png',
          price: 50_000,
          marketCap: 1e12,
          marketCapRank: 1,
          fullyDilutedValuation: 1.1e12,
          volume24h: 2e10,
          high24h: 51_000,
          low24h: 49_000,
          change24h: -0.02,
          marketCapChange24h: -0.015,
          circulatingSupply: 19e6,
          totalSupply: 19e6,
          maxSupply: 21e6,
          allTimeHigh: { price: 100_000, change: -0.5, reachedAt: Date.UTC(2025, 0, 20, 9, 11, 54, 494) },
          allTimeLow: { price: 50, change: 1000, reachedAt: Date.UTC(2013, 6, 6) },
          changes: { '1h': 0.005, '1y': null },
          sparkline7d: [1, null, 3],
          updatedAt: now - 75_000,
        },
      ],
    ]);
  });

  it('takes null and absence for everything but id, symbol and name', async () => {
    const nulls = { ...row('b'), current_price: null, image: null, ath_date: null, sparkline_in_7d: null };
    setup.answerWith([row('a'), nulls, { ...row('c'), last_updated: 'no date' }]);
    const [page] = await pagesOf();
    expect(page).toHaveLength(3);
    for (const market of page!) {
      expect(market).toMatchObject({
        price: null,
        imageUrl: null,
        marketCapRank: null,
        allTimeHigh: { price: null, change: null, reachedAt: null },
        changes: {},
        sparkline7d: null,
        updatedAt: null,
      });
    }
  });

  it('gives no coin twice that changes its page meanwhile', async () => {
    setup.answerWith(rows(0, 250), rows(249, 250), []);
    const pages = await pagesOf();
    expect(pages.map(({ length }) => length)).toEqual([250, 249]);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(499);
  });

  it('refuses to go on when the same page comes again and again', async () => {
    setup.answerWith(rows(0, 250), rows(0, 250));
    const failure = await pagesOf().catch((error) => error);
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure.message).toMatch('page 2 full of coins that came before');
  });

  it('gives the coins asked for, and names one without a market', async () => {
    const coinIds = ['coin-7', 'coin-3'];
    expect((await pagesOf({ coinIds })).flat().map(({ id }) => id)).toEqual(coinIds);
    expect(setup.emulator.requests).toHaveLength(1);
    expect(await pagesOf({ coinIds, perPage: 1 })).toHaveLength(2);
    expect(setup.emulator.requests).toHaveLength(3);
    await expect(pagesOf({ coinIds: ['coin-7', 'con-7'] })).rejects.toThrow(
      /coinIds must be ids of coins CoinGecko has a market of, got "con-7"/,
    );
  });

  it('names a category that has no coins', async () => {
    await expect(pagesOf({ category: 'layer-0' })).rejects.toThrow(/category must be .*got "layer-0"/);
  });

  it('ends with the reason of its signal, between pages too', async () => {
    const controller = new AbortController();
    const pages = setup.client.coinsMarkets({ signal: controller.signal });
    await pages.next();
    controller.abort('enough');
    await expect(pages.next()).rejects.toBe('enough');
    expect(setup.emulator.requests).toHaveLength(1);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ perPage: 0 }, 'perPage must be an integer at least 1'],
    [{ perPage: 251 }, 'at most 250'],
    [{ maxPages: 0 }, 'maxPages must be an integer at least 1'],
    [{ maxPages: 1.5 }, 'maxPages must be an integer'],
    [{ coinIds: [] }, 'coinIds must be a list of 1 to 250'],
    [{ coinIds: [''] }, 'coinIds[0] must be the id'],
    [{ coinIds: ['bitcoin'], category: 'layer-1' }, 'category must be absent where coinIds are given'],
    [{ category: '' }, 'category must be a category id'],
    [{ order: 'market_cap_desc' }, 'order must be one of "marketCapDescending"'],
    [{ changeWindows: ['24d'] }, 'changeWindows[0] must be one of'],
    [{ sparkline: 'yes' }, 'sparkline must be true or false'],
    [{ vsCurrency: 5 }, 'vsCurrency must be the code'],
    [{ page: 2 }, 'coinsMarkets options must be'],
  ])('refuses %j before any call', async (options, message) => {
    await expect(pagesOf(options)).rejects.toThrow(InvalidArgumentError);
    await expect(pagesOf(options)).rejects.toThrow(message);
    expect(setup.emulator.requests).toHaveLength(0);
  });
});
