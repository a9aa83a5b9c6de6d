import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createAnswerCache } from '../../../examples/api-server/src/services/createAnswerCache.js';

function fakeRedis(kept = new Map<string, string>()) {
  return {
    kept,
    status: 'ready',
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, value: string) => {
      kept.set(key, value);
    },
  };
}

describe('createAnswerCache', () => {
  it('computes once and then answers from memory', async () => {
    const cache = createAnswerCache({});
    const compute = vi.fn(() => '{"a":1}');
    const first = await cache.get('k', compute);
    const second = await cache.get('k', compute);
    expect([first.origin, second.origin]).toEqual(['computed', 'memory']);
    expect(second.answer).toBe(first.answer);
    expect(compute).toHaveBeenCalledTimes(1);
    expect(first.answer.etag).toMatch(/^"[\w-]{27}"$/);
  });

  it('computes once however many ask at the same time, and again after a failure', async () => {
    const cache = createAnswerCache({});
    const failing = vi.fn(async () => {
      await sleep(5);
      throw new Error('no');
    });
    const failures = await Promise.allSettled([cache.get('k', failing), cache.get('k', failing)]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(failing).toHaveBeenCalledTimes(1);
    const compute = vi.fn(async () => {
      await sleep(5);
      return 'x';
    });
    await Promise.all(Array.from({ length: 50 }, () => cache.get('k', compute)));
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it('forgets an answer after its time, and the one unused for longest when it is full', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const cache = createAnswerCache({ ttlMs: 1000, maxEntries: 2 });
      const originOf = async (key: string) => (await cache.get(key, () => key)).origin;
      await originOf('a');
      vi.setSystemTime(Date.now() + 999);
      expect(await originOf('a')).toBe('memory');
      vi.setSystemTime(Date.now() + 1);
      expect(await originOf('a')).toBe('computed');
      for (const key of ['b', 'c']) await originOf(key);
      expect(await originOf('c')).toBe('memory');
      expect(await originOf('a')).toBe('computed');
    } finally {
      vi.useRealTimers();
    }
  });

  it('shares answers by Redis, with the same bytes and the same ETag', async () => {
    const redis = fakeRedis();
    const one = await createAnswerCache({ redis: redis as never }).get('k', () => '{"b":2}');
    const other = await createAnswerCache({ redis: redis as never }).get('k', () => 'never');
    expect(other.origin).toBe('redis');
    expect(other.answer).toEqual(one.answer);
  });

  it.each([
    [
      'fails',
      {
        status: 'ready',
        get: () => Promise.reject(new Error('gone')),
        set: () => Promise.reject(new Error('gone')),
      },
    ],
    ['is away', { status: 'reconnecting' }],
    ['holds nonsense', fakeRedis(new Map([['coincast:answer:k', '{"body":1}']]))],
    ['holds no JSON', fakeRedis(new Map([['coincast:answer:k', '<']]))],
    ['holds what is too old', fakeRedis(new Map([['coincast:answer:k', '{"body":"x","expiresAt":1}']]))],
  ])('answers also where Redis %s', async (_, redis) => {
    const { answer, origin } = await createAnswerCache({ redis: redis as never }).get('k', () => 'own');
    expect([answer.body, origin]).toEqual(['own', 'computed']);
  });
});
