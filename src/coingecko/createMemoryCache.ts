import { requireInteger, requireKnownKeys } from '../errors/index.js';
import type { CachedResponse, ResponseCache } from './ResponseCache.js';

/** What {@link createMemoryCache} takes. */
export interface MemoryCacheOptions {
  /** The most answers kept, 1 to 100,000; beyond, the one unused for longest goes. Default 500. */
  readonly maxEntries?: number | undefined;
}

/**
 * Makes a bounded cache of answers in memory, for {@link createCoinGeckoClient}.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
 * @example
 * ```ts
 * import { createCoinGeckoClient, createMemoryCache } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url, cache: createMemoryCache() });
 * await client.coinsList();
 * await client.coinsList();
 * emulator.requests.length; // => 1
 * await emulator.close();
 * ```
 */
export function createMemoryCache(options: MemoryCacheOptions = {}): ResponseCache {
  requireKnownKeys('createMemoryCache options', options, ['maxEntries']);
  const { maxEntries = 500 } = options;
  requireInteger('maxEntries', maxEntries, { min: 1, max: 100_000 });
  // A Map keeps the order of insertion, so the first entry is the one unused for longest.
  const entries = new Map<string, CachedResponse>();
  return {
    get(key) {
      const response = entries.get(key);
      if (response === undefined) return undefined;
      entries.delete(key);
      entries.set(key, response);
      return response;
    },
    set(key, response) {
      entries.delete(key);
      entries.set(key, response);
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => entries.delete(key),
  };
}
