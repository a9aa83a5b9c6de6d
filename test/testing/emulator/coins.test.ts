import { describe, expect, it } from 'vitest';
import { simulateMarket } from '../../../src/testing/index.js';
import { day, get, hour, now, start } from './emulated.js';

const many = Array.from({ length: 300 }, (_, index) => ({
  id: `coin-${String(index).padStart(3, '0')}`,
  symbol: index % 2 === 0 ? 'even' : 'odd',
  circulatingSupply: 1e6 + index,
  annualVolatility: 0,
  listedAt: now - 3 * day,
}));
const small = [
  { id: 'alpha', symbol: 'aa', name: 'Alpha', price: 10, circulatingSupply: 100, dailyVolume: 500 },
  { id: 'beta', symbol: 'bb', name: 'Beta', price: 1, circulatingSupply: 5000, dailyVolume: 10 },
  { id: 'gamma', symbol: 'aa', name: 'Gamma Ray', price: 2, circulatingSupply: 10, dailyVolume: 2000 },
  { id: 'gone', delistedAt: now - day },
].map((coin) => ({ ...coin, annualVolatility: 0 }));

type Row = Readonly<Record<string, unknown>> & { readonly id: string };
const marketsOf = async (query: string, coins: typeof small | typeof many = small) =>
  (await get<Row[]>(await start({ coins }), `/coins/markets?vs_currency=usd${query}`)).body;
const idsOf = async (query: string, coins?: typeof many) =>
  (await marketsOf(query, coins)).map(({ id }) => id);

describe('/coins/markets', () => {
  it('gives 100 rows unless asked for more, and never more than 250', async () => {
    expect(await marketsOf('', many)).toHaveLength(100);
    expect(await marketsOf('&per_page=250', many)).toHaveLength(250);
    expect(await marketsOf('&per_page=999', many)).toHaveLength(250);
  });

  it('gives every coin once over the pages, and nothing after the last', async () => {
    const pages = await Promise.all(
      ['1', '2', '3', '4'].map((page) => idsOf(`&page=${page}&order=id_asc`, many)),
    );
    expect(pages.map((page) => page.length)).toEqual([100, 100, 100, 0]);
    expect(pages.flat()).toEqual(many.map(({ id }) => id));
  });

  it.each([
    ['', ['beta', 'alpha', 'gamma']],
    ['&order=market_cap_desc', ['beta', 'alpha', 'gamma']],
    ['&order=market_cap_asc', ['gamma', 'alpha', 'beta']],
    ['&order=volume_desc', ['gamma', 'alpha', 'beta']],
    ['&order=volume_asc', ['beta', 'alpha', 'gamma']],
    ['&order=id_asc', ['alpha', 'beta', 'gamma']],
    ['&order=id_desc', ['gamma', 'beta', 'alpha']],
    ['&ids=gamma,beta,nobody', ['beta', 'gamma']],
    ['&names=Gamma%20Ray', ['gamma']],
    ['&symbols=AA', ['alpha', 'gamma']],
    ['&ids=beta&names=Alpha&symbols=aa', ['beta']],
    ['&ids=gone', []],
    ['&category=meme-token&ids=beta', []],
  ])('%s: %j', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('ranks by market capitalisation whatever the order', async () => {
    const rows = await marketsOf('&order=id_asc&include_rehypothecated=true');
    expect(rows.map((row) => row['market_cap_rank'])).toEqual([2, 1, 3]);
    expect(rows.map((row) => row['market_cap_rank_with_rehypothecated'])).toEqual([2, 1, 3]);
  });

  it('describes the market', async () => {
    const coins = [{ id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', price: 50_000, circulatingSupply: 20 }];
    const emulator = await start({ coins });
    const path = '/coins/markets?vs_currency=usd&sparkline=true&price_change_percentage=24h,1y';
    const [row] = (await get<Record<string, number>[]>(emulator, path)).body;
    const price = row!['current_price']!;
    expect(row).toMatchObject({
      symbol: 'btc',
      name: 'Bitcoin',
      circulating_supply: expect.closeTo(20, 9),
      last_updated: new Date(now).toISOString(),
      price_change_percentage_24h_in_currency: row!['price_change_percentage_24h'],
      price_change_percentage_1y_in_currency: expect.any(Number),
      sparkline_in_7d: { price: { length: 168 } },
    });
    expect(row!['market_cap']).toBeCloseTo(price * 20, 4);
    expect(price - row!['price_change_24h']!).toBeCloseTo(
      price / (1 + row!['price_change_percentage_24h']! / 100),
      6,
    );
    expect(row!['low_24h']).toBeLessThanOrEqual(price);
    expect(row!['high_24h']).toBeGreaterThanOrEqual(price);
    expect(row!['atl']).toBeLessThanOrEqual(row!['low_24h']!);
    expect(row!['ath']).toBeGreaterThanOrEqual(row!['high_24h']!);
    expect(row!['ath_change_percentage']).toBeLessThanOrEqual(0);
    const euros = await get<Record<string, number>[]>(emulator, '/coins/markets?vs_currency=eur&precision=1');
    expect(euros.body[0]!['current_price']).toBeCloseTo(price * 0.92, 1);
  });

  it('has null for what is not known of a coin', async () => {
    const { volumes: _volumes, marketCaps: _caps, ...bare } = simulateMarket({ length: 10, coinId: 'bare' });
    const emulator = await start({ coins: small, replay: [bare], clock: undefined });
    const rows = (await get<Row[]>(emulator, '/coins/markets?vs_currency=usd')).body;
    expect(rows.at(-1)).toMatchObject({
      id: 'bare',
      market_cap: null,
      market_cap_rank: null,
      total_volume: null,
      price_change_24h: null,
      price_change_percentage_24h: null,
      circulating_supply: null,
    });
  });

  it.each([
    ['/coins/markets', 422, 'Missing parameter vs_currency'],
    ['/coins/markets?vs_currency=zzz', 400, 'invalid vs_currency'],
    ['/coins/markets?vs_currency=usd&page=0', 400, 'invalid page'],
    ['/coins/markets?vs_currency=usd&per_page=x', 400, 'invalid per_page'],
    ['/coins/markets?vs_currency=usd&order=best', 400, 'invalid order'],
    ['/coins/markets?vs_currency=usd&precision=19', 400, 'invalid precision'],
  ])('%s: %i', async (path, status, error) => {
    expect(await get(await start(), path)).toMatchObject({ status, body: { error } });
  });
});

describe('/search', () => {
  const search = async (query: string) =>
    (await get<{ coins: Row[] }>(await start({ coins: small }), `/search?query=${query}`)).body;

  it('finds coins by part of id, symbol or name, the largest first, with symbols in capitals', async () => {
    const { coins } = await search('AA');
    expect(coins).toMatchObject([
      { id: 'alpha', symbol: 'AA', name: 'Alpha', api_symbol: 'alpha', market_cap_rank: 2 },
      { id: 'gamma', symbol: 'AA', market_cap_rank: 3 },
    ]);
    expect((await search('ray')).coins.map(({ id }) => id)).toEqual(['gamma']);
  });

  it('finds neither the unknown nor the delisted', async () => {
    for (const query of ['nobody', 'gone']) {
      const nothing = { coins: [], exchanges: [], icos: [], categories: [], nfts: [] };
      expect(await search(query)).toEqual(nothing);
    }
  });

  it('needs a query', async () => {
    expect(await get(await start(), '/search')).toMatchObject({ status: 422 });
  });
});

describe('/coins/list', () => {
  it('lists those traded, or those delisted, with their platforms where asked for', async () => {
    const emulator = await start({ coins: [...small, { id: 'token', platforms: { ethereum: '0x1' } }] });
    const ids = async (query: string) => (await get<Row[]>(emulator, `/coins/list${query}`)).body;
    expect((await ids('')).map(({ id }) => id)).toEqual(['alpha', 'beta', 'gamma', 'token']);
    expect(await ids('?status=inactive')).toEqual([{ id: 'gone', symbol: 'gone', name: 'gone' }]);
    expect((await ids('?include_platform=true')).at(-1)).toMatchObject({ platforms: { ethereum: '0x1' } });
    expect((await get(emulator, '/coins/list?status=both')).status).toBe(400);
  });
});

describe('/simple', () => {
  it('price leaves out a delisted coin, whose chart remains', async () => {
    const emulator = await start({ coins: small });
    expect((await get(emulator, '/simple/price?ids=gone&vs_currencies=usd')).body).toEqual({});
    const { body } = await get<{ prices: [number, number][] }>(
      emulator,
      '/coins/gone/market_chart?vs_currency=usd&days=3',
    );
    expect(body.prices.at(-1)![0]).toBeLessThanOrEqual(now - day);
    expect(body.prices.length).toBe(48);
  });

  it('supported_vs_currencies lists what coins may be priced in', async () => {
    const odd = simulateMarket({ length: 3, coinId: 'odd', vsCurrency: 'xau', stepMs: hour });
    const { body } = await get<string[]>(await start({ replay: [odd] }), '/simple/supported_vs_currencies');
    expect(body).toEqual(expect.arrayContaining(['usd', 'eur', 'jpy', 'xau']));
    expect(new Set(body).size).toBe(body.length);
  });
});
