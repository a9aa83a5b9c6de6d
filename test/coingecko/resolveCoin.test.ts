import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CoinGeckoClient, createCoinGeckoClient, resolveCoin } from '../../src/coingecko/index.js';
import { InvalidArgumentError } from '../../src/errors/index.js';
import { type CoinGeckoEmulator, createTestClock, startCoinGeckoEmulator } from '../../src/testing/index.js';

const bitcoin = { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin' };
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;

beforeEach(async () => {
  const clock = createTestClock();
  emulator = await startCoinGeckoEmulator({
    clock,
    coins: [
      { ...bitcoin, price: 60_000, circulatingSupply: 2e7 },
      { id: 'bitcoin-cash', symbol: 'bch', name: 'Bitcoin Cash', price: 400, circulatingSupply: 2e7 },
      { id: 'bridged-btc', symbol: 'BTC', name: 'Bridged', price: 60_000, circulatingSupply: 100 },
      { id: 'unique', symbol: 'uni', name: 'One Of A Kind', price: 1 },
      { id: 'uni', symbol: 'xyz', name: 'Not Unique', price: 1 },
    ],
  });
  client = createCoinGeckoClient({ baseUrl: emulator.url, clock });
});
afterEach(() => emulator.close());

const paths = () => emulator.requests.map(({ endpoint }) => endpoint);

describe('resolveCoin', () => {
  it.each([
    ['an id', 'bitcoin', 'bitcoin'],
    ['an id in capitals and blanks', ' BitCoin ', 'bitcoin'],
    ['an id that no symbol or name contradicts', 'UNIQUE', 'unique'],
    ['an id that is also the symbol of another coin', 'uni', 'uni'],
    ['a symbol', 'BCH', 'bitcoin-cash'],
    ['a name', 'one of a kind', 'unique'],
  ])('takes %s', async (_name, query, id) => {
    expect(await resolveCoin(query, { client })).toBe(id);
    expect(paths()).toEqual(['/coins/list']);
  });

  it('refuses a symbol two coins share, with both by rank', async () => {
    const failure = await resolveCoin('btc', { client }).catch((error) => error);
    expect(failure).toBeInstanceOf(InvalidArgumentError);
    expect(failure.message).toBe(
      'query must be an id, symbol or name of one coin only, got "btc". 2 coins fit; give the id of one: ' +
        '"bitcoin" (Bitcoin, rank 1), "bridged-btc" (Bridged, rank 5).',
    );
    expect(failure.cause).toEqual({
      candidates: [
        { ...bitcoin, marketCapRank: 1 },
        { id: 'bridged-btc', symbol: expect.any(String), name: 'Bridged', marketCapRank: 5 },
      ],
    });
    expect(paths()).toEqual(['/coins/list', '/search']);
  });

  it('refuses an id in another case that is the symbol of another coin', async () => {
    await expect(resolveCoin('UNI', { client })).rejects.toThrow(
      /2 coins fit.*"uni".*"unique"|"unique".*"uni"/,
    );
  });

  it('lists a candidate the search does not know, and one CoinGecko does not rank, last', async () => {
    const coins = ['a', 'b', 'c'].map((id) => ({ id, symbol: 'same', name: id }));
    const found = [
      { ...coins[1], market_cap_rank: null },
      { ...coins[2], market_cap_rank: 7 },
    ];
    emulator.setFaults([
      { kind: 'status', status: 200, body: coins },
      { kind: 'status', status: 200, body: { coins: found } },
    ]);
    await expect(resolveCoin('same', { client })).rejects.toThrow(
      '"c" (c, rank 7), "a" (a, unranked), "b" (b, unranked).',
    );
  });

  it('lists no more candidates than one reads, and counts the others', async () => {
    const coins = Array.from({ length: 11 }, (_, index) => ({ id: `c${index}`, symbol: 'same', name: 'n' }));
    emulator.setFaults([{ kind: 'status', status: 200, body: coins }]);
    const failure = await resolveCoin('same', { client }).catch((error) => error);
    expect(failure.message).toMatch(/"c7" \(n, unranked\), and 3 more\.$/);
    expect(failure.cause.candidates).toHaveLength(11);
  });

  it('says what is like it where nothing fits', async () => {
    const failure = await resolveCoin('coin cash', { client }).catch((error) => error);
    expect(failure).toBeInstanceOf(InvalidArgumentError);
    expect(failure.message).toMatch(
      /exact id, symbol or name.*Similar are "bitcoin-cash" \(Bitcoin Cash, rank/,
    );
    expect(failure.cause.candidates).toMatchObject([{ id: 'bitcoin-cash' }]);
  });

  it('points to the delisted where nothing is like it', async () => {
    await expect(resolveCoin('nothing at all', { client })).rejects.toThrow('status: "inactive"');
  });

  it.each([
    ['an empty query', ' ', {}, 'query must be an id, a symbol or a name'],
    ['a query that is no text', 5 as never, {}, 'query must be an id, a symbol or a name'],
    ['an unknown option', 'btc', { sginal: 1 }, 'Did you mean "signal"?'],
  ])('refuses %s before any call', async (_name, query, options, message) => {
    await expect(resolveCoin(query, { client, ...options })).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it('ends with the reason of its signal', async () => {
    const signal = AbortSignal.abort('enough');
    await expect(resolveCoin('btc', { client, signal })).rejects.toBe('enough');
  });
});
