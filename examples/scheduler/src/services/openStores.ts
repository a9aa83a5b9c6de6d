import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRedisStore, type ModelStore } from 'coincast';
import { createFileStore } from 'coincast/node';
import type { Redis } from 'ioredis';
import { UsageError } from '../failure.js';

/** Where everything lies that outlives a process, the API server's places. */
export interface Stores {
  /** Models, journals of champions, and the ledger of forecasts. */
  readonly models: ModelStore;
  /** Prices, records of runs, and what runs leave for their next step. */
  readonly records: ModelStore;
}

/**
 * Redis where there is one, else folders under DATA_DIR.
 *
 * @throws UsageError when nothing can be written there.
 */
export async function openStores(dataDir: string, redis: Redis | undefined): Promise<Stores> {
  const stores =
    redis === undefined
      ? {
          models: createFileStore(join(dataDir, 'registry')),
          records: createFileStore(join(dataDir, 'records')),
        }
      : {
          models: createRedisStore(redis),
          records: createRedisStore(redis, { prefix: '{coincast:records}:' }),
        };
  const place = redis === undefined ? `DATA_DIR: ${dataDir}` : 'REDIS_URL';
  for (const store of Object.values(stores)) await requireWritable(store, place);
  return stores;
}

/** Tells of a place that cannot be written to now rather than after the work. */
async function requireWritable(store: ModelStore, place: string): Promise<void> {
  const key = `probe/${randomBytes(8).toString('hex')}`;
  try {
    await store.putIfAbsent(key, new Uint8Array(1));
    await store.delete(key);
  } catch (error) {
    throw new UsageError(`${place} cannot be written to: ${(error as Error).message}`, { cause: error });
  }
}
