import { describe, expect, it } from 'vitest';
import { demo, get, pro, start } from './emulated.js';

const apiKeys = { 'CG-demo': 'demo', 'CG-pro': 'pro' } as const;
const ohlcRange = '/coins/bitcoin/ohlc/range?vs_currency=usd&from=2025-12-01&to=2025-12-02&interval=daily';

describe('keys', () => {
  it.each([
    ['a demo key in its header', '/ping', demo],
    ['a paid key in its header', '/ping', pro],
    ['a demo key in the query', '/ping?x_cg_demo_api_key=CG-demo', {}],
    ['a paid key in the query', '/key?x_cg_pro_api_key=CG-pro', {}],
    ['no key', '/ping', {}],
  ])('%s is accepted', async (_name, path, headers) => {
    expect(await get(await start({ apiKeys }), path, headers)).toMatchObject({ status: 200 });
  });

  it.each<[string, string, Record<string, string>, number, object]>([
    [
      'a paid key on the demo host',
      '/ping',
      { 'x-cg-demo-api-key': 'CG-pro' },
      400,
      { error_code: 10010, status: { error_message: expect.stringContaining('pro-api.coingecko.com') } },
    ],
    [
      'a demo key on the paid host',
      '/ping',
      { 'x-cg-pro-api-key': 'CG-demo' },
      400,
      { error_code: 10011, status: { error_message: expect.stringContaining('Demo API key') } },
    ],
    [
      'a key that does not exist',
      '/ping',
      { 'x-cg-demo-api-key': 'toString' },
      401,
      { status: { error_code: 10002 } },
    ],
    ['no key where one is needed', '/key', {}, 401, { status: { error_code: 10002 } }],
    ['a demo key where only paid ones will do', '/key', demo, 401, { status: { error_code: 10005 } }],
    ['no key for ranges of candles', ohlcRange, {}, 401, { status: { error_code: 10002 } }],
    ['a demo key for ranges of candles', ohlcRange, demo, 401, { status: { error_code: 10005 } }],
  ])('%s is refused', async (_name, path, headers, status, body) => {
    expect(await get(await start({ apiKeys }), path, headers)).toMatchObject({ status, body });
  });

  it('are all accepted where none are named', async () => {
    const emulator = await start();
    for (const headers of [pro, { 'x-cg-pro-api-key': 'anything' }]) {
      expect((await get(emulator, '/key', headers)).status).toBe(200);
    }
  });
});
