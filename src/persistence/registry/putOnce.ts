import type { ModelStore } from '../ModelStore.js';

/**
 * Writes bytes that nobody else would write, and knows the outcome even where the store lost it: after a failure,
 * or where the key was there already (a client may have sent the write twice), equal bytes under the key are ours.
 *
 * `undefined` when they are there, else the bytes of whoever came first.
 *
 * @throws what the store threw, when the key cannot be read either, or is absent.
 */
export async function putOnce(
  store: ModelStore,
  key: string,
  bytes: Uint8Array,
): Promise<Uint8Array | undefined> {
  let failure: unknown;
  try {
    if (await store.putIfAbsent(key, bytes)) return undefined;
  } catch (error) {
    failure = error;
  }
  const found = await store.get(key).catch((error) => {
    throw failure ?? error;
  });
  if (found !== undefined) return sameBytes(found, bytes) ? undefined : found;
  if (failure !== undefined) throw failure;
  return putOnce(store, key, bytes);
}

/** Whether two byte sequences are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
