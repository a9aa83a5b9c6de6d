import type { ModelStore } from '../../../src/index.js';

/** A store that fails at its n-th operation, counted from 1, before it takes effect or after. */
export function failingStore(store: ModelStore, at: number, when: 'before' | 'after') {
  let count = 0;
  let hasFailed = false;
  async function attempt<Value>(run: () => Promise<Value>): Promise<Value> {
    count += 1;
    if (count !== at) return run();
    hasFailed = true;
    if (when === 'after') await run();
    throw new Error('the connection was cut');
  }
  const faulty: ModelStore = {
    get: (key) => attempt(() => store.get(key)),
    putIfAbsent: (key, bytes) => attempt(() => store.putIfAbsent(key, bytes)),
    list: (prefix) => attempt(() => store.list(prefix)),
    delete: (key) => attempt(() => store.delete(key)),
  };
  return { faulty, hasFailed: () => hasFailed };
}

/** A store whose every operation lets others go first, so that concurrent work interleaves. */
export function yieldingStore(store: ModelStore, turns: () => number): ModelStore {
  async function later<Value>(run: () => Promise<Value>): Promise<Value> {
    for (let turn = turns(); turn > 0; turn--) await new Promise(setImmediate);
    return run();
  }
  return {
    get: (key) => later(() => store.get(key)),
    putIfAbsent: (key, bytes) => later(() => store.putIfAbsent(key, bytes)),
    list: (prefix) => later(() => store.list(prefix)),
    delete: (key) => later(() => store.delete(key)),
  };
}

/** A store that counts what it is asked for. */
export function countingStore(store: ModelStore) {
  const counts = { get: 0, putIfAbsent: 0, list: 0, delete: 0 };
  const counting: ModelStore = {
    get(key) {
      counts.get += 1;
      return store.get(key);
    },
    putIfAbsent(key, bytes) {
      counts.putIfAbsent += 1;
      return store.putIfAbsent(key, bytes);
    },
    list(prefix) {
      counts.list += 1;
      return store.list(prefix);
    },
    delete(key) {
      counts.delete += 1;
      return store.delete(key);
    },
  };
  return { counting, counts };
}
