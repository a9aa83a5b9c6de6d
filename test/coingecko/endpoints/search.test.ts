import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResponseValidationError } from '../../../src/errors/index.js';
import { startSetup } from './setup.js';

let setup: Awaited<ReturnType<typeof startSetup>>;
beforeAll(async () => {
  setup = await startSetup();
});
afterAll(() => setup.emulator.close());

describe('search', () => {
  it('finds coins with their rank, symbols in lower case', async () => {
    const { coins } = await setup.client.search({ query: ' bitc ' });
    expect(coins).toEqual([{ id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', marketCapRank: 1 }]);
    expect(setup.emulator.requests.at(-1)!.query).toEqual({ query: 'bitc' });
  });

  it('takes coins without a rank, other finds, and fields it does not know', async () => {
    setup.answerWith({
      coins: [
        { id: 'a', name: 'A', symbol: 'AAA', market_cap_rank: null, more: 1 },
        { id: 'b', name: 'B', symbol: 'b' },
      ],
      exchanges: [{ id: 'x', name: 'X', market_type: 'spot' }],
      icos: ['?'],
      categories: [{ id: 5, name: 'Layer 1' }],
      nfts: [{ id: 'n', name: 'N', symbol: 'NN', thumb: null }],
    });
    expect(await setup.client.search({ query: 'a' })).toEqual({
      coins: [
        { id: 'a', name: 'A', symbol: 'aaa', marketCapRank: null },
        { id: 'b', name: 'B', symbol: 'b', marketCapRank: null },
      ],
      exchanges: [{ id: 'x', name: 'X' }],
      categories: [{ id: '5', name: 'Layer 1' }],
      nfts: [{ id: 'n', name: 'N' }],
    });
  });

  it('does not take an error for nothing found', async () => {
    setup.answerWith({ error: 'out of order' });
    const asked = setup.client.search({ query: 'a' });
    await expect(asked).rejects.toThrow(ResponseValidationError);
    await expect(asked).rejects.toThrow('out of order');
  });

  it.each([[''], [' '], [undefined], [7]])('refuses %j before any call', async (query) => {
    const before = setup.emulator.requests.length;
    await expect(setup.client.search({ query: query as string })).rejects.toThrow(
      'query must be part of an id, symbol or name',
    );
    expect(setup.emulator.requests).toHaveLength(before);
  });
});
