import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRedisStore, type ModelStore } from 'coincast';
import { createFileStore } from 'coincast/node';
import type { RedisConnections } from './connectRedis.js';

/** Where the service keeps what must outlive a process and be seen by all. */
export interface Stores {
  /** Models, the journal of champions, and the ledger of forecasts: what the scheduler shares. */
  readonly models: ModelStore;
  /** Jobs and leaderboards. */
  readonly records: ModelStore;
}

/**
 * Redis where there is one, else folders under DATA_DIR. Models have the library's own prefix, so that whoever else opens
 * a registry in this Redis, such as the scheduler, opens the same. The braces keep each store in one slot of a cluster.
 */
export async function openStores(dataDir: string, redis: RedisConnections | undefined): Promise<Stores> {
  if (redis !== undefined) {
    return {
      models: createRedisStore(redis.store),
      records: createRedisStore(redis.store, { prefix: '{coincast:records}:' }),
    };
  }
  const open = async (name: string) => {
    const folder = join(dataDir, name);
    await mkdir(folder, { recursive: true });
    return createFileStore(folder);
  };
  return { models: await open('registry'), records: await open('records') };
}
