import { describe, expect, it } from 'vitest';
import { createTestClock, startCoinGeckoEmulator } from '../../../src/testing/index.js';
import { day, demo, get, minute, now, pro, start } from './emulated.js';

describe('the limit a minute', () => {
  it('refuses what exceeds it until the minute of the clock is over', async () => {
    const clock = createTestClock({ now });
    const emulator = await start({ clock, rateLimit: { perMinute: 2 } });
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let i = 0; i < count; i++) found.push((await get(emulator, '/ping')).status);
      return found;
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    clock.advance(minute - (now % minute) - 1);
    expect(await statuses(1)).toEqual([429]);
    clock.advance(1);
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it('counts every request, refused or failed', async () => {
    const emulator = await start({ rateLimit: { perMinute: 3 }, faults: [{ kind: 'status', status: 500 }] });
    expect((await get(emulator, '/ping')).status).toBe(500);
    expect((await get(emulator, '/nowhere')).status).toBe(404);
    expect((await get(emulator, '/key')).status).toBe(401);
    expect((await get(emulator, '/ping')).status).toBe(429);
  });

  it('counts each key on its own, and all without a key together', async () => {
    const emulator = await start({ rateLimit: { perMinute: 1 } });
    for (const headers of [{}, demo, pro]) {
      expect((await get(emulator, '/ping', headers)).status).toBe(200);
      expect((await get(emulator, '/ping', headers)).status).toBe(429);
    }
  });

  it.each([
    [undefined, '55', '2026-01-01 12:38:00 +0000'],
    ['both', '55', '2026-01-01 12:38:00 +0000'],
    ['reset', null, '2026-01-01 12:38:00 +0000'],
    ['none', null, null],
  ] as const)('tells the wait with headers %s', async (headers, retryAfter, reset) => {
    const emulator = await start({ rateLimit: { perMinute: 1, headers } });
    const first = await get(emulator, '/ping');
    expect(first.headers.get('retry-after')).toBeNull();
    const { headers: sent, body } = await get(emulator, '/ping');
    expect([sent.get('retry-after'), sent.get('x-ratelimit-reset')]).toEqual([retryAfter, reset]);
    expect(body).toMatchObject({ status: { error_code: 429 } });
  });

  it.each([
    [{ perMinute: 0 }, 'rateLimit.perMinute must be'],
    [{ perMinute: 1, headers: 'all' }, 'rateLimit.headers must be one of'],
    [{ perminute: 1 }, 'Did you mean "perMinute"?'],
  ])('refuses %j', async (rateLimit, message) => {
    await expect(startCoinGeckoEmulator({ rateLimit } as never)).rejects.toThrow(message);
  });
});

describe('/key', () => {
  it('tells the limit, and the successes of the month', async () => {
    const clock = createTestClock({ now });
    const emulator = await start({ clock, rateLimit: { perMinute: 7 } });
    await get(emulator, '/ping', pro);
    await get(emulator, '/nowhere', pro);
    await get(emulator, '/ping', demo);
    expect((await get(emulator, '/key', pro)).body).toMatchObject({
      rate_limit_request_per_minute: 7,
      current_total_monthly_calls: 1,
      current_remaining_monthly_calls: 499_999,
    });
    clock.advance(31 * day);
    expect((await get(emulator, '/key', pro)).body).toMatchObject({ current_total_monthly_calls: 0 });
  });
});
