import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage, type Storage } from 'unstorage';
import fsDriver from 'unstorage/drivers/fs';
import memoryDriver from 'unstorage/drivers/memory';
import type { ModelStore } from '../../../src/persistence/index.js';
import { requireBytes, requireKey, requirePrefix } from '../../../src/persistence/ModelStore.js';
import { storeContract } from '../../contracts/storeContract.js';

/**
 * A store over an `unstorage` driver. These have no atomic put-if-absent, so the writes of this process queue up: it is
 * for one process. Keys have `:` for `/` there.
 */
function storeOver(storage: Storage): ModelStore {
  let last: Promise<unknown> = Promise.resolve();
  const nameOf = (key: string) => requireKey(key).replaceAll('/', ':');
  return {
    async get(key) {
      const found: unknown = await storage.getItemRaw(nameOf(key));
      return found instanceof Uint8Array ? Uint8Array.from(found) : undefined;
    },
    async putIfAbsent(key, bytes) {
      const name = nameOf(key);
      const content = Uint8Array.from(requireBytes(bytes));
      const writing = last.then(async () => {
        if (await storage.hasItem(name)) return false;
        await storage.setItemRaw(name, content);
        return true;
      });
      last = writing.catch(() => {});
      return writing;
    },
    async list(prefix) {
      requirePrefix(prefix);
      const keys = (await storage.getKeys()).map((name) => name.replaceAll(':', '/'));
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
    async delete(key) {
      await storage.removeItem(nameOf(key));
    },
  };
}

storeContract('an unstorage driver in memory', async () => {
  const storage = createStorage({ driver: memoryDriver() });
  const store = storeOver(storage);
  return { store, other: store, close: () => storage.dispose() };
});

storeContract('an unstorage driver of files', async () => {
  const base = await mkdtemp(join(tmpdir(), 'coincast-unstorage-'));
  const storage = createStorage({ driver: fsDriver({ base }) });
  const store = storeOver(storage);
  return {
    store,
    other: store,
    close: async () => {
      await storage.dispose();
      await rm(base, { recursive: true, force: true });
    },
  };
});
