import type { ModelStore } from 'coincast';

/** A store that reads from another and keeps what is written, or deleted, to itself: for runs that must not count. */
export function createOverlayStore(below: ModelStore): ModelStore {
  const written = new Map<string, Uint8Array>();
  const deleted = new Set<string>();
  const get = async (key: string) =>
    written.get(key)?.slice() ?? (deleted.has(key) ? undefined : await below.get(key));
  return {
    get,
    async putIfAbsent(key, bytes) {
      const present = (await get(key)) !== undefined;
      // Another write may have come in while the store below was asked.
      if (present || written.has(key)) return false;
      written.set(key, bytes.slice());
      return true;
    },
    async list(prefix) {
      const keys = (await below.list(prefix)).filter((key) => !deleted.has(key));
      const own = [...written.keys()].filter((key) => key.startsWith(prefix));
      return [...new Set([...keys, ...own])].sort();
    },
    async delete(key) {
      written.delete(key);
      deleted.add(key);
    },
  };
}
