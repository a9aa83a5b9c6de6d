import type { Connection } from './Connection.js';
import type { Freshness } from './freshness.js';
import type { CachedResponse, ResponseCache } from './ResponseCache.js';

/** A client's cache, which never makes a call fail. */
export interface KeptResponses {
  /** The body kept under a key, if it is fresh. */
  read(key: string, freshness: Freshness): Promise<string | undefined>;
  /** Keeps a body for as long as it stays fresh. */
  write(key: string, body: string, freshness: Freshness): Promise<void>;
  /** Forgets a body that turned out to be unreadable. */
  forget(key: string): Promise<void>;
}

/** Reads and writes `cache`; what that throws is a warning, and what it gives is not trusted to be whole. */
export function createKeptResponses(
  cache: ResponseCache,
  { clock, logger, plan }: Pick<Connection, 'clock' | 'logger' | 'plan'>,
): KeptResponses {
  const guarded = async <T>(operation: string, work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      logger.warn({ operation, error }, 'The cache failed; the call goes on without it');
      return undefined;
    }
  };
  const forget = async (key: string) => {
    await guarded('delete', () => cache.delete(key));
  };
  return {
    async read(key, freshness) {
      const response = await guarded('get', () => cache.get(key));
      if (response === undefined || response === null) return undefined;
      const now = clock.now();
      if (isFresh(response, now, now + freshness({ now, plan }))) return response.body;
      await forget(key);
      return undefined;
    },
    async write(key, body, freshness) {
      const now = clock.now();
      await guarded('set', () => cache.set(key, { body, expiresAt: now + freshness({ now, plan }) }));
    },
    forget,
  };
}

/** What expires later than anything kept now is from a clock that was ahead, and of unknown age. */
function isFresh({ body, expiresAt }: CachedResponse, now: number, latest: number): boolean {
  return typeof body === 'string' && typeof expiresAt === 'number' && now < expiresAt && expiresAt <= latest;
}
