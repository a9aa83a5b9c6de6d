import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** An answer as it is kept: the bytes themselves, so that nothing is computed or serialized again. */
export interface CachedAnswer {
  readonly body: string;
  readonly etag: string;
  /** Epoch ms UTC. */
  readonly expiresAt: number;
}

/** Where an answer came from. */
export type AnswerOrigin = 'memory' | 'redis' | 'computed';

/** Answers by key, in memory and, where there is one, in Redis. */
export interface AnswerCache {
  /** How many answers came from where; memory and redis are hits. */
  readonly counts: Readonly<Record<AnswerOrigin, number>>;
  /** Counts an answer that somebody has kept and gives again, as one from memory. */
  countRepeated(): void;
  /** The answer, computed once however many ask for it at the same time. */
  get(
    key: string,
    compute: () => string | Promise<string>,
  ): Promise<{ answer: CachedAnswer; origin: AnswerOrigin }>;
}

/** What {@link createAnswerCache} takes. */
export interface AnswerCacheOptions {
  readonly redis?: Redis | undefined;
  /** How long an answer is good for. Default five minutes. */
  readonly ttlMs?: number;
  /** The most answers in memory. Default 2000. */
  readonly maxEntries?: number;
}

const prefix = 'coincast:answer:';

export function createAnswerCache({
  redis,
  ttlMs = 300_000,
  maxEntries = 2000,
}: AnswerCacheOptions): AnswerCache {
  const memory = new LRUCache<string, CachedAnswer>({ max: maxEntries });
  const counts = { memory: 0, redis: 0, computed: 0 };
  const underWay = new Map<string, Promise<{ answer: CachedAnswer; origin: AnswerOrigin }>>();

  function peek(key: string): CachedAnswer | undefined {
    const found = memory.get(key);
    if (found === undefined) return undefined;
    if (found.expiresAt > Date.now()) {
      counts.memory += 1;
      return found;
    }
    memory.delete(key);
    return undefined;
  }

  function keep(key: string, body: string, expiresAt: number): CachedAnswer {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    const answer = { body, etag, expiresAt };
    memory.set(key, answer);
    return answer;
  }

  async function find(key: string, compute: () => string | Promise<string>) {
    const shared = await fromRedis(key);
    if (shared !== undefined) {
      counts.redis += 1;
      return { answer: keep(key, shared.body, shared.expiresAt), origin: 'redis' as const };
    }
    const answer = keep(key, await compute(), Date.now() + ttlMs);
    counts.computed += 1;
    const value = JSON.stringify({ body: answer.body, expiresAt: answer.expiresAt });
    // Nobody waits for Redis to have it, and a Redis that is down costs nothing but the sharing.
    if (redis?.status === 'ready') redis.set(`${prefix}${key}`, value, 'PX', ttlMs).catch(() => {});
    return { answer, origin: 'computed' as const };
  }

  async function fromRedis(key: string): Promise<{ body: string; expiresAt: number } | undefined> {
    if (redis?.status !== 'ready') return undefined;
    try {
      const text = await redis.get(`${prefix}${key}`);
      if (text === null) return undefined;
      const { body, expiresAt } = JSON.parse(text) as { body?: unknown; expiresAt?: unknown };
      if (typeof body !== 'string' || typeof expiresAt !== 'number' || expiresAt <= Date.now())
        return undefined;
      return { body, expiresAt };
    } catch {
      return undefined;
    }
  }

  return {
    counts,
    countRepeated() {
      counts.memory += 1;
    },
    async get(key, compute) {
      const found = peek(key);
      if (found !== undefined) return { answer: found, origin: 'memory' };
      const others = underWay.get(key);
      if (others !== undefined) return others;
      const own = find(key, compute).finally(() => underWay.delete(key));
      underWay.set(key, own);
      return own;
    },
  };
}
