import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../src/errors/index.js';
import { type Clock, systemClock } from '../../src/runtime/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import {
  type CoinGeckoEmulator,
  type CoinGeckoEmulatorOptions,
  createTestClock,
  simulateMarket,
  startCoinGeckoEmulator,
} from '../../src/testing/index.js';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37, 5);
const running: CoinGeckoEmulator[] = [];

afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});

async function start(options: CoinGeckoEmulatorOptions = {}): Promise<CoinGeckoEmulator> {
  const emulator = await startCoinGeckoEmulator({ clock: createTestClock({ now }), ...options });
  running.push(emulator);
  return emulator;
}

async function get(emulator: CoinGeckoEmulator, path: string, init?: RequestInit) {
  const response = await fetch(emulator.url + path, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

type Column = [number, number][];
async function chartOf(emulator: CoinGeckoEmulator, query: string, coin = 'bitcoin') {
  const { body } = await get(emulator, `/coins/${coin}/market_chart?vs_currency=usd&${query}`);
  return body as { prices: Column; market_caps: Column; total_volumes: Column };
}

describe('startCoinGeckoEmulator', () => {
  it('listens on loopback only', async () => {
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/);
  });

  it('keeps every request, with its query and headers, and the time it came', async () => {
    const emulator = await start();
    await get(emulator, '/simple/price?ids=bitcoin&vs_currencies=usd', {
      headers: { 'x-cg-demo-api-key': 'k' },
    });
    expect(emulator.requests).toMatchObject([
      {
        method: 'GET',
        endpoint: '/simple/price',
        query: { ids: 'bitcoin', vs_currencies: 'usd' },
        headers: { 'x-cg-demo-api-key': 'k' },
        receivedAt: now,
      },
    ]);
  });

  it('keeps the latest requests alone where they are more than are to be kept', async () => {
    const emulator = await start({ keptRequests: 2 });
    for (const id of ['a', 'b', 'c']) await get(emulator, `/simple/price?ids=${id}&vs_currencies=usd`);
    expect(emulator.requests.map(({ query }) => query['ids'])).toEqual(['b', 'c']);
    const forgetful = await start({ keptRequests: 0 });
    await get(forgetful, '/ping');
    expect(forgetful.requests).toEqual([]);
    await expect(startCoinGeckoEmulator({ keptRequests: -1 })).rejects.toThrow(InvalidArgumentError);
  });

  it('lets pages of other origins read answers, but not errors', async () => {
    const emulator = await start({ apiKeys: {} });
    const origin = async (path: string, init?: RequestInit) =>
      (await fetch(emulator.url + path, init)).headers.get('access-control-allow-origin');
    expect(await origin('/ping')).toBe('*');
    expect(await origin('/coins/bitcoin/market_chart?vs_currency=usd&days=1')).toBe('*');
    expect(await origin('/coins/nosuchcoin/market_chart?vs_currency=usd&days=1')).toBeNull();
    expect(await origin('/ping', { headers: { 'x-cg-demo-api-key': 'none' } })).toBeNull();
    expect(await origin('/ping', { method: 'OPTIONS' })).toBeNull();
    emulator.setFaults([{ kind: 'rateLimit' }]);
    expect(await origin('/ping')).toBeNull();
  });

  it('refuses a port that is taken, and options it does not know', async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(startCoinGeckoEmulator({ port })).rejects.toThrow(InvalidArgumentError);
    await expect(startCoinGeckoEmulator({ port })).rejects.toThrow(`port must be a free port, got ${port}`);
    await expect(startCoinGeckoEmulator({ ports: 1 } as object)).rejects.toThrow('Did you mean "port"?');
    await expect(startCoinGeckoEmulator({ coins: [{ id: '' }] })).rejects.toThrow('coins[0].id must be');
    await expect(startCoinGeckoEmulator({ coins: [{ id: 'x', price: -1 }] })).rejects.toThrow(
      'coins[0].price',
    );
    await expect(startCoinGeckoEmulator({ replay: [{} as never] })).rejects.toThrow('replay[0] must be');
    await expect(startCoinGeckoEmulator({ faults: [{ kind: 'slow' } as never] })).rejects.toThrow(
      'faults[0].kind must be one of',
    );
  });

  it('closes connections that hang', async () => {
    const emulator = await start({ faults: [{ kind: 'stall' }] });
    const hanging = fetch(`${emulator.url}/coins/list`).then((response) => response.text());
    const failed = expect(hanging).rejects.toThrow();
    while (emulator.requests.length === 0) await new Promise(setImmediate);
    await emulator.close();
    await failed;
  });

  it('leaves no delay behind when it closes', async () => {
    let waiting: AbortSignal | undefined;
    const sleep: Clock['sleep'] = (durationMs, signal) => {
      waiting = signal;
      return systemClock.sleep(durationMs, signal);
    };
    const emulator = await start({
      clock: { now: () => now, sleep },
      faults: [{ kind: 'delay', durationMs: hour }],
    });
    const failed = expect(fetch(`${emulator.url}/ping`)).rejects.toThrow();
    while (waiting === undefined) await new Promise(setImmediate);
    await emulator.close();
    expect(waiting.aborted).toBe(true);
    await failed;
  });
});

describe('/coins/{id}/market_chart', () => {
  it.each([
    ['days=1', 288, 5 * 60_000],
    ['days=2', 48, hour],
    ['days=90', 2160, hour],
    ['days=91', 91, day],
    ['days=30&interval=daily', 30, day],
    ['days=91&interval=hourly', 91 * 24, hour],
  ])(
    '%s: %i points and the present, about as far apart as CoinGecko has them',
    async (query, count, stepMs) => {
      const { prices, market_caps, total_volumes } = await chartOf(await start(), query);
      expect(prices).toHaveLength(count + 1);
      expect(prices.at(-1)![0]).toBe(now);
      const slots = prices.slice(0, -1).map(([timestamp]) => Math.round(timestamp / stepMs));
      expect(slots).toEqual(slots.map((_, index) => slots[0]! + index));
      expect(market_caps.map(([timestamp]) => timestamp)).toEqual(prices.map(([timestamp]) => timestamp));
      expect(total_volumes.map(([timestamp]) => timestamp)).toEqual(prices.map(([timestamp]) => timestamp));
    },
  );

  it('stamps daily points midnight and finer ones off the grid', async () => {
    const emulator = await start();
    const daily = (await chartOf(emulator, 'days=91')).prices.slice(0, -1);
    expect(daily.every(([timestamp]) => timestamp % day === 0)).toBe(true);
    const hourly = (await chartOf(emulator, 'days=30')).prices.slice(0, -1);
    expect(hourly.filter(([timestamp]) => timestamp % hour === 0).length).toBeLessThan(5);
    const offsets = hourly.map(([timestamp]) => Math.abs(timestamp - Math.round(timestamp / hour) * hour));
    expect(Math.max(...offsets)).toBeLessThanOrEqual(60_000);
  });

  it('shows a finished day only ten minutes after its end', async () => {
    const lastDay = async (minutes: number) => {
      const clock = createTestClock({ now: Date.UTC(2026, 0, 5) + minutes * 60_000 });
      return (await chartOf(await start({ clock }), 'days=100')).prices.at(-2)![0];
    };
    expect(await lastDay(9)).toBe(Date.UTC(2026, 0, 4));
    expect(await lastDay(10)).toBe(Date.UTC(2026, 0, 5));
  });

  it('serves the same past to everyone with the same seed, also as time goes on', async () => {
    const clock = createTestClock({ now });
    const emulator = await start({ seed: 9, clock });
    const before = (await chartOf(emulator, 'days=30')).prices.slice(0, -1);
    clock.advance(7 * day);
    const later = (await chartOf(emulator, 'days=37')).prices;
    expect(later.slice(0, before.length)).toEqual(before);
    const elsewhere = (await chartOf(await start({ seed: 9 }), 'days=30')).prices.slice(0, -1);
    expect(elsewhere).toEqual(before);
    const other = (await chartOf(await start({ seed: 10 }), 'days=30')).prices.slice(0, -1);
    expect(other).not.toEqual(before);
  });

  it('agrees with itself across granularities', async () => {
    const emulator = await start();
    const fine = (await chartOf(emulator, 'days=1')).prices;
    const hourly = (await chartOf(emulator, 'days=2')).prices;
    for (const [timestamp, price] of hourly.slice(-20, -1)) {
      const after = fine.findIndex(([other]) => other >= timestamp);
      const [low, high] = [fine[after - 1]![1], fine[after]![1]].sort((a, b) => a - b);
      expect(price).toBeGreaterThan(low! * 0.99);
      expect(price).toBeLessThan(high! * 1.01);
    }
  });

  it('keeps bitcoin at its scale over the years', async () => {
    const emulator = await start({ seed: 5 });
    const { body } = await get(emulator, '/coins/bitcoin/market_chart?vs_currency=usd&days=max', {
      headers: { 'x-cg-pro-api-key': 'k' },
    });
    const prices = (body as { prices: Column }).prices.map(([, price]) => price);
    expect(prices.length).toBeGreaterThan(2800);
    expect(Math.min(...prices)).toBeGreaterThan(15_000);
    expect(Math.max(...prices)).toBeLessThan(300_000);
  });

  it('has nothing before its markets began', async () => {
    const clock = createTestClock({ now: Date.UTC(2017, 0, 1) });
    const emulator = await start({ clock });
    expect(await chartOf(emulator, 'days=30')).toEqual({ prices: [], market_caps: [], total_volumes: [] });
    const price = await get(emulator, '/simple/price?ids=bitcoin&vs_currencies=usd');
    expect(price.body).toEqual({ bitcoin: {} });
  });

  it('rounds and converts as asked', async () => {
    const emulator = await start();
    const { body } = await get(emulator, '/coins/bitcoin/market_chart?vs_currency=jpy&days=2&precision=0');
    const prices = (body as { prices: Column }).prices.map(([, price]) => price);
    expect(prices.every(Number.isInteger)).toBe(true);
    expect(prices[0]).toBeGreaterThan(1_000_000);
  });

  it.each([
    ['/coins/bitcon/market_chart?vs_currency=usd&days=1', 404, 'coin not found'],
    ['/coins/%E0%A4%A/market_chart?vs_currency=usd&days=1', 404, 'coin not found'],
    ['/coins/bitcoin/market_chart?days=1', 422, 'Missing parameter vs_currency'],
    ['/coins/bitcoin/market_chart?vs_currency=usd', 422, 'Missing parameter days'],
    ['/coins/bitcoin/market_chart?vs_currency=zzz&days=1', 400, 'invalid vs_currency'],
    ['/coins/bitcoin/market_chart?vs_currency=constructor&days=1', 400, 'invalid vs_currency'],
    ['/coins/bitcoin/market_chart?vs_currency=usd&days=-1', 400, 'invalid days'],
    ['/coins/bitcoin/market_chart?vs_currency=usd&days=week', 400, 'invalid days'],
    ['/coins/bitcoin/market_chart?vs_currency=usd&days=1&interval=1m', 400, 'invalid interval'],
    ['/coins/bitcoin/market_chart?vs_currency=usd&days=1&precision=19', 400, 'invalid precision'],
    ['/simple/price?ids=bitcoin', 422, 'Missing parameter vs_currencies'],
    ['/simple/price?vs_currencies=usd', 422, 'Missing parameter ids'],
    ['/simple/price?ids=bitcoin&vs_currencies=usd&precision=x', 400, 'invalid precision'],
    ['/nowhere', 404, 'Incorrect path. Please check https://www.coingecko.com/api/'],
  ])('%s: %i', async (path, status, error) => {
    expect(await get(await start(), path)).toMatchObject({ status, body: { error } });
  });

  it.each(['366', 'max'])('lets free plans not reach back %s days', async (days) => {
    const answer = await get(await start(), `/coins/bitcoin/market_chart?vs_currency=usd&days=${days}`);
    expect(answer).toMatchObject({ status: 401, body: { error: { status: { error_code: 10012 } } } });
  });
});

describe('/simple/price and /coins/list', () => {
  it('give what is asked for and leave out what is unknown', async () => {
    const emulator = await start();
    const { body } = await get(emulator, '/simple/price?symbols=BTC,xyz&vs_currencies=usd,zzz&precision=2');
    expect(Object.keys(body as object)).toEqual(['bitcoin']);
    expect(Object.keys((body as { bitcoin: object }).bitcoin)).toEqual(['usd']);
    const named = await get(emulator, '/simple/price?names=Bitcoin&symbols=eth&vs_currencies=usd');
    expect(Object.keys(named.body as object)).toEqual(['bitcoin']);
    const flags =
      'include_market_cap=true&include_24hr_vol=true&include_24hr_change=true&include_last_updated_at=true';
    const full = await get(emulator, `/simple/price?ids=bitcoin&vs_currencies=usd&${flags}`);
    expect(full.body).toEqual({
      bitcoin: {
        usd: expect.any(Number),
        usd_market_cap: expect.any(Number),
        usd_24h_vol: expect.any(Number),
        usd_24h_change: expect.any(Number),
        last_updated_at: Math.floor(now / 1000),
      },
    });
  });

  it('know the coins given, and no others', async () => {
    const emulator = await start({ coins: [{ id: 'toy', price: 2 }] });
    expect((await get(emulator, '/coins/list')).body).toEqual([{ id: 'toy', symbol: 'toy', name: 'toy' }]);
    const withPlatforms = await get(emulator, '/coins/list?include_platform=true');
    expect(withPlatforms.body).toEqual([{ id: 'toy', symbol: 'toy', name: 'toy', platforms: {} }]);
  });

  it('answer only GET, and only with a User-Agent', async () => {
    const emulator = await start();
    expect(await get(emulator, '/ping', { method: 'POST' })).toMatchObject({ status: 405 });
    const status = await new Promise((resolve) => {
      httpRequest(`${emulator.url}/ping`, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(403);
  });
});

describe('replay', () => {
  const recorded = simulateMarket({ seed: 2, length: 100, coinId: 'bitcoin', startPrice: 10 });

  it('serves a recorded series unchanged, then its last price as the present', async () => {
    const emulator = await start({ clock: undefined, replay: [recorded] });
    const { prices, total_volumes } = await chartOf(emulator, 'days=90');
    const last = recorded.timestamps.at(-1)!;
    expect(prices.map(([timestamp]) => timestamp)).toEqual([...recorded.timestamps, last + hour / 2]);
    expect(prices.map(([, price]) => price)).toEqual([...recorded.prices, recorded.prices.at(-1)]);
    expect(total_volumes.map(([, volume]) => volume).slice(0, -1)).toEqual([...recorded.volumes!]);
  });

  it('serves the first observation of each day where daily ones are asked for', async () => {
    const emulator = await start({ clock: undefined, replay: [recorded] });
    const { prices } = await chartOf(emulator, 'days=91');
    const expected = [...recorded.prices].filter((_, index) => recorded.timestamps[index]! % day === 0);
    expect(prices.slice(0, -1).map(([, price]) => price)).toEqual(expected);
  });

  it('keeps gaps, and leaves out columns the series lacks', async () => {
    const gappy = createPriceSeries({
      timestamps: [1, 2, 3, 6].map((hours) => hours * hour),
      prices: [1, 2, 3, 6],
      coinId: 'gappy',
    });
    const emulator = await start({ clock: undefined, replay: [gappy] });
    const chart = await chartOf(emulator, 'days=2', 'gappy');
    expect(chart.prices.map(([timestamp]) => timestamp)).toEqual(
      [1, 2, 3, 6, 6.5].map((hours) => hours * hour),
    );
    expect(chart.total_volumes).toEqual([]);
    const { body } = await get(
      emulator,
      '/simple/price?ids=gappy&vs_currencies=usd&include_market_cap=true&include_24hr_change=true',
    );
    expect(body).toEqual({ gappy: { usd: 6, usd_24h_change: null } });
  });

  it('knows only its own currency where that is none of those it converts', async () => {
    const odd = createPriceSeries({
      timestamps: [0, hour],
      prices: [1, 2],
      coinId: 'odd',
      vsCurrency: 'btc',
    });
    const emulator = await start({ clock: undefined, replay: [odd] });
    const { body } = await get(emulator, '/simple/price?ids=odd&vs_currencies=btc,usd');
    expect(body).toEqual({ odd: { btc: 2 } });
  });
});

describe('faults', () => {
  const statuses = async (emulator: CoinGeckoEmulator, count: number) => {
    const found: number[] = [];
    for (let i = 0; i < count; i++) found.push((await fetch(`${emulator.url}/ping`)).status);
    return found;
  };

  it('are used up in order, null being a proper answer, as is all that follows', async () => {
    const emulator = await start({ faults: [{ kind: 'status', status: 503 }, null, { kind: 'rateLimit' }] });
    expect(await statuses(emulator, 4)).toEqual([503, 200, 429, 200]);
  });

  it('may be decided for each request, and replaced at any time', async () => {
    const emulator = await start({
      faults: ({ endpoint }) => (endpoint === '/ping' ? { kind: 'status', status: 500 } : null),
    });
    expect((await get(emulator, '/coins/list')).status).toBe(200);
    expect(await statuses(emulator, 1)).toEqual([500]);
    emulator.setFaults([]);
    expect(await statuses(emulator, 1)).toEqual([200]);
  });

  it('name the wait in both headers, on the emulated clock', async () => {
    const emulator = await start({ faults: [{ kind: 'rateLimit', retryAfter: 30, resetInMs: 55_000 }] });
    const { headers, body } = await get(emulator, '/ping');
    expect(headers.get('retry-after')).toBe('30');
    expect(headers.get('x-ratelimit-reset')).toBe('2026-01-01 12:38:00 +0000');
    expect(headers.get('date')).toBe('Thu, 01 Jan 2026 12:37:05 GMT');
    expect(body).toMatchObject({ status: { error_code: 429 } });
  });

  it('send any status, headers and body', async () => {
    const emulator = await start({
      faults: [
        { kind: 'status', status: 418, headers: { 'x-mine': 'yes' }, body: 'error code: 1015' },
        { kind: 'status', status: 400, body: { error: 'no' } },
        { kind: 'status', status: 200, body: '{}', headers: { 'content-type': 'text/html' } },
      ],
    });
    const text = await fetch(`${emulator.url}/ping`);
    expect([text.status, text.headers.get('x-mine'), await text.text()]).toEqual([
      418,
      'yes',
      'error code: 1015',
    ]);
    expect(text.headers.get('content-type')).toContain('text/plain');
    expect(await get(emulator, '/ping')).toMatchObject({ status: 400, body: { error: 'no' } });
    expect((await fetch(`${emulator.url}/ping`)).headers.get('content-type')).toBe('text/html');
  });

  it('that throw are told to the caller, and end nothing', async () => {
    const emulator = await start({
      faults: () => {
        throw new Error('my mistake');
      },
    });
    const answer = await get(emulator, '/ping');
    expect(answer).toMatchObject({ status: 500, body: { error: 'The emulator failed: Error: my mistake' } });
  });
});
