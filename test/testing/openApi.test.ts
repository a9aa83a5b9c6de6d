import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandleSeries } from '../../src/series/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  type Fault,
  simulateMarket,
  startCoinGeckoEmulator,
} from '../../src/testing/index.js';
import { openApi, schemaErrors } from './openApiSchemas.js';

const now = Date.UTC(2026, 0, 1, 12, 37, 5);
const day = 86_400_000;
const seconds = (daysAgo: number) => Math.floor((now - daysAgo * day) / 1000);
const { volumes: _volumes, marketCaps: _caps, ...bare } = simulateMarket({ length: 300, coinId: 'bare' });
let emulator: CoinGeckoEmulator;

beforeAll(async () => {
  emulator = await startCoinGeckoEmulator({
    clock: createTestClock({ now }),
    coins: [
      { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', price: 68_000 },
      { id: 'young', listedAt: now - 5 * day, platforms: { ethereum: '0x1' } },
      { id: 'gone', delistedAt: now - day },
      { id: 'coming', listedAt: now + day },
    ],
    replay: [
      bare,
      createCandleSeries({
        timestamps: [now - 2 * day, now - day],
        opens: [1, 2],
        highs: [3, 3],
        lows: [1, 1],
        closes: [2, 3],
        coinId: 'candles',
      }),
    ],
  });
});
afterAll(() => emulator.close());

const flags =
  'include_market_cap=true&include_24hr_vol=true&include_24hr_change=true&include_last_updated_at=true';
const queries: Readonly<Record<string, readonly string[]>> = {
  '/ping': [''],
  '/key': [''],
  '/simple/price': [
    'ids=bitcoin,young,gone,coming,bare,candles&vs_currencies=usd,eur&precision=3',
    `ids=bitcoin,young,gone,coming,bare,candles,nobody&vs_currencies=usd,eur,zzz&${flags}`,
  ],
  '/simple/supported_vs_currencies': [''],
  '/coins/list': ['', 'include_platform=true', 'status=inactive&include_platform=true'],
  '/coins/markets': [
    'vs_currency=usd',
    'vs_currency=eur&ids=bitcoin,bare&precision=2',
    'vs_currency=usd&sparkline=true&include_rehypothecated=true&price_change_percentage=1h,24h,7d,14d,30d,200d,1y',
    'vs_currency=usd&page=9',
    'vs_currency=usd&category=meme-token',
  ],
  '/coins/{id}/market_chart': [
    'vs_currency=usd&days=1',
    'vs_currency=eur&days=30&precision=full',
    'vs_currency=usd&days=max',
    'vs_currency=usd&days=7&interval=daily',
  ],
  '/coins/{id}/market_chart/range': [
    `vs_currency=usd&from=${seconds(1)}&to=${seconds(0)}`,
    `vs_currency=usd&from=${seconds(400)}&to=${seconds(100)}`,
    `vs_currency=usd&from=${seconds(9)}&to=${seconds(5)}&interval=5m`,
  ],
  '/coins/{id}/ohlc': ['1', '7', '180', 'max'].map((days) => `vs_currency=usd&days=${days}`),
  '/coins/{id}/ohlc/range': [
    `vs_currency=usd&from=${seconds(30)}&to=${seconds(0)}&interval=hourly`,
    `vs_currency=usd&from=${seconds(180)}&to=${seconds(0)}&interval=daily`,
  ],
  '/search': ['query=b', 'query=nobody'],
};
const coinIds = ['bitcoin', 'young', 'gone', 'coming', 'bare', 'candles'];
const requests = Object.entries(queries).flatMap(([path, list]) =>
  list.flatMap((query) =>
    (path.includes('{id}') ? coinIds : ['']).map((id): [path: string, url: string] => [
      path,
      `${path.replace('{id}', id)}?${query}`,
    ]),
  ),
);

async function bodyOf(url: string): Promise<unknown> {
  const response = await fetch(emulator.url + url, { headers: { 'x-cg-pro-api-key': 'CG-test' } });
  expect(response.status).toBe(200);
  return response.json();
}

describe("CoinGecko's own specification", () => {
  it('is known for every endpoint asked', () => {
    expect(Object.keys(queries).sort()).toEqual(Object.keys(openApi.schemas).sort());
    expect(openApi.source).toMatchObject({ repository: 'coingecko/coingecko-api-oas', commit: '83d7556' });
  });

  it.each(requests)('of %s holds for %s', async (path, url) => {
    expect(schemaErrors(path, await bodyOf(url))).toEqual([]);
  });

  it.each<Fault>([
    { kind: 'nulls', every: 2 },
    { kind: 'missingPoints', every: 2 },
    { kind: 'duplicatePoints', every: 2 },
    { kind: 'zeroVolumes', every: 2 },
    { kind: 'unequalArrays' },
  ])('holds also for what $kind leaves', async (fault) => {
    emulator.setFaults(() => fault);
    for (const [path, url] of requests) expect(schemaErrors(path, await bodyOf(url))).toEqual([]);
    emulator.setFaults([]);
  });

  it.each<[path: string, body: unknown]>([
    ['/ping', { gecko_says: 1 }],
    ['/ping', { gecko_says: 'hi', mood: 'good' }],
    ['/simple/price', { bitcoin: { usd: null } }],
    ['/simple/price', { bitcoin: { usd_24h_vol: '1' } }],
    ['/coins/{id}/market_chart', { prices: [[1, 2, 3]], market_caps: [], total_volumes: [] }],
    ['/coins/{id}/market_chart', { prices: [[1]], market_caps: [], total_volumes: [] }],
    ['/coins/{id}/market_chart', { prices: [], market_caps: [] }],
    ['/coins/{id}/ohlc', [[1, 2, 3, 4]]],
    ['/coins/{id}/ohlc', [[1, 2, 3, 4, null]]],
    ['/coins/list', [{ id: 'x', symbol: 'x' }]],
    ['/coins/markets', [{ id: 'x' }]],
  ])('refuses %s with %j', (path, body) => {
    expect(schemaErrors(path, body)).not.toEqual([]);
  });
});
