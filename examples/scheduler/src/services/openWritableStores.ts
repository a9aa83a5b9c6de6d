import { randomBytes } from 'node:crypto';
import type { ModelStore } from 'coincast';
import type { Redis } from 'ioredis';
import { openStores, type Stores } from '../../../service/src/openStores.js';
import { UsageError } from '../failure.js';

/**
 * Opens the stores that the API server has as well.
 *
 * @throws UsageError when nothing can be written there.
 */
export async function openWritableStores(dataDir: string, redis: Redis | undefined): Promise<Stores> {
  const stores = openStores(dataDir, redis);
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
