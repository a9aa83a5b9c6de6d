import type { ModelStore } from 'coincast';

/** Small JSON records in a store that only appends: the newest under a prefix is the present state. */
export interface Records {
  /** Writes under a key that nobody wrote to before; `false` where somebody did. */
  append(key: string, value: unknown): Promise<boolean>;
  read<Value>(key: string): Promise<Value | undefined>;
  /** The keys under a prefix, ascending. */
  keys(prefix: string): Promise<string[]>;
  delete(key: string): Promise<void>;
}

/** Records over a store of bytes, such as the registry's. */
export function createRecords(store: ModelStore): Records {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    append: (key, value) => store.putIfAbsent(key, encoder.encode(JSON.stringify(value))),
    async read<Value>(key: string) {
      const bytes = await store.get(key);
      return bytes === undefined ? undefined : (JSON.parse(decoder.decode(bytes)) as Value);
    },
    keys: (prefix) => store.list(prefix),
    delete: (key) => store.delete(key),
  };
}
