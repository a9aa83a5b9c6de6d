import { type CachedResponse, createMemoryCache, type ResponseCache } from 'coincast';
import type { Redis } from 'ioredis';

const prefix = 'coincast:coingecko:';

/** Where answers of CoinGecko are kept: in Redis for all processes, else in the memory of each. */
export function responseCache(redis: Redis | undefined): ResponseCache {
  if (redis === undefined) return createMemoryCache();
  return {
    async get(key) {
      const text = await redis.get(`${prefix}${key}`);
      return text === null ? undefined : (JSON.parse(text) as CachedResponse);
    },
    set: (key, response) =>
      redis.set(
        `${prefix}${key}`,
        JSON.stringify(response),
        'PX',
        Math.max(1, response.expiresAt - Date.now()),
      ),
    delete: (key) => redis.del(`${prefix}${key}`),
  };
}
