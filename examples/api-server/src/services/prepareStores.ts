import { mkdir } from 'node:fs/promises';
import { openStores, type Stores, storeFolders } from '../../../service/src/openStores.js';
import type { RedisConnections } from './connectRedis.js';

/** Opens the stores; folders are made at once, so that one that cannot be is told of before anything is trained. */
export async function prepareStores(dataDir: string, redis: RedisConnections | undefined): Promise<Stores> {
  if (redis === undefined) {
    for (const folder of storeFolders(dataDir)) await mkdir(folder, { recursive: true });
  }
  return openStores(dataDir, redis?.store);
}
