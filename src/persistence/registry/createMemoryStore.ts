import { type ModelStore, requireBytes, requireKey, requirePrefix } from '../ModelStore.js';

/**
 * A store in memory, for tests and short-lived programs: what it holds ends with the process, and no other process
 * sees it.
 *
 * @throws {@link InvalidArgumentError} from its methods, when a key is none (see {@link ModelStore}).
 * @example
 * ```ts
 * import { createMemoryStore } from 'coincast';
 *
 * const store = createMemoryStore();
 * await store.putIfAbsent('models/bitcoin/first', Uint8Array.of(1, 2)); // => true
 * await store.putIfAbsent('models/bitcoin/first', Uint8Array.of(3)); // => false
 * await store.get('models/bitcoin/first'); // => [1, 2]
 * await store.list('models/'); // => ['models/bitcoin/first']
 * ```
 */
export function createMemoryStore(): ModelStore {
  const contents = new Map<string, Uint8Array>();
  return Object.freeze({
    async get(key: string) {
      const bytes = contents.get(requireKey(key));
      return bytes === undefined ? undefined : Uint8Array.from(bytes);
    },
    async putIfAbsent(key: string, bytes: Uint8Array) {
      if (contents.has(requireKey(key))) return false;
      contents.set(key, Uint8Array.from(requireBytes(bytes)));
      return true;
    },
    async list(prefix: string) {
      requirePrefix(prefix);
      return [...contents.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
    async delete(key: string) {
      contents.delete(requireKey(key));
    },
  });
}
