import { join } from 'node:path';
import { createRedisStore, type ModelStore, type RedisStoreClient } from 'coincast';
import { createFileStore } from 'coincast/node';

/** Where everything lies that outlives a process and is seen by all: the API server and the scheduler share it. */
export interface Stores {
  /** Models, the journals of champions, and the ledger of forecasts. */
  readonly models: ModelStore;
  /** Jobs, leaderboards, prices and records of runs. */
  readonly records: ModelStore;
}

/** The folders of models and of records. */
export function storeFolders(dataDir: string): readonly [models: string, records: string] {
  return [join(dataDir, 'registry'), join(dataDir, 'records')];
}

/**
 * Redis where there is one, else folders under DATA_DIR. Models have the library's own prefix, so that whoever else opens
 * a registry in this Redis opens the same. The braces keep each store in one slot of a cluster.
 */
export function openStores(dataDir: string, redis: RedisStoreClient | undefined): Stores {
  if (redis === undefined) {
    const [models, records] = storeFolders(dataDir);
    return { models: createFileStore(models), records: createFileStore(records) };
  }
  return {
    models: createRedisStore(redis),
    records: createRedisStore(redis, { prefix: '{coincast:records}:' }),
  };
}
