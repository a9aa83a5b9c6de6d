/** An answer of CoinGecko as it is kept: plain data that survives `JSON.stringify`. */
export interface CachedResponse {
  /** The body, JSON. */
  readonly body: string;
  /** The moment from which it is stale, epoch milliseconds UTC. */
  readonly expiresAt: number;
}

/**
 * Where answers are kept while they are fresh: {@link createMemoryCache}, a `Map`, or a store of your own, whose
 * methods may be async. What it loses is fetched again, and so is what it cannot read or write, with a warning.
 *
 * The keys name plan, host and query, never the API key. Several clients may share one cache.
 */
export interface ResponseCache {
  /** What was kept under a key, stale or not. */
  get(key: string): CachedResponse | undefined | null | Promise<CachedResponse | undefined | null>;
  /** Keeps an answer. `expiresAt` suits a store's own expiry. */
  set(key: string, response: CachedResponse): unknown;
  /** Forgets an answer that is stale or unreadable. */
  delete(key: string): unknown;
}
