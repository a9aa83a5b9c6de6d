import { InvalidArgumentError } from '../errors/index.js';

/**
 * Bytes by key: what a registry of models, or a ledger of forecasts, keeps its data in.
 *
 * A key is one to sixteen segments joined by `/`, each of the characters `a-z 0-9 . _ -`, up to 200 long, neither
 * beginning nor ending with a dot: it names the same thing on every file system, also where case is ignored, and
 * never leaves its folder. No key may go on where another one ends (`a` beside `a/b`). What is written is never changed;
 * it is read, listed and deleted. `createMemoryStore`, `createFileStore` and `createRedisStore` are such stores,
 * and a driver of your own fits as soon as its `putIfAbsent` is atomic.
 */
export interface ModelStore {
  /** The bytes under a key, or `undefined` where there are none. Yours to change. */
  get(key: string): Promise<Uint8Array | undefined>;
  /**
   * Writes only where the key is absent, whole or not at all, over all processes that use the store.
   *
   * `true` when it was written, `false` when the key was there. When it rejects, the bytes may or may not be there: the
   * answer can be lost after the write took effect.
   */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean>;
  /** The keys that begin with the prefix (any text, not only whole segments), ascending by UTF-16 code unit. */
  list(prefix: string): Promise<string[]>;
  /** Removes a key; nothing happens where it is absent. */
  delete(key: string): Promise<void>;
  /** Removes what interrupted writes of keys with the prefix left behind, where the store can have such. */
  sweep?(prefix: string): Promise<void>;
}

const segment = /^[a-z0-9_-](?:[a-z0-9._-]{0,198}[a-z0-9_-])?$/;

/** What Windows takes for a device, whatever stands behind a dot. @internal */
export const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/** Whether a text can be one segment of a key. @internal */
export function isKeySegment(text: string): boolean {
  return segment.test(text) && !deviceName.test(text);
}

/**
 * Refuses keys that a store must not be asked for, see {@link ModelStore}.
 *
 * @throws {@link InvalidArgumentError}
 * @internal
 */
export function requireKey(key: unknown): string {
  const segments = typeof key === 'string' ? key.split('/') : [];
  if (segments.length > 0 && segments.length <= 16 && segments.every(isKeySegment)) {
    return key as string;
  }
  throw new InvalidArgumentError({
    argument: 'key',
    value: key,
    expected:
      'at most 16 segments of a-z 0-9 . _ - joined by "/", each up to 200 long and without a dot at its ends',
  });
}

/**
 * Refuses what is no bytes.
 *
 * @throws {@link InvalidArgumentError}
 * @internal
 */
export function requireBytes(bytes: unknown): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  throw new InvalidArgumentError({ argument: 'bytes', value: bytes, expected: 'a Uint8Array' });
}

/**
 * Refuses a prefix that is no text.
 *
 * @throws {@link InvalidArgumentError}
 * @internal
 */
export function requirePrefix(prefix: unknown): string {
  if (typeof prefix === 'string') return prefix;
  throw new InvalidArgumentError({ argument: 'prefix', value: prefix, expected: 'text, "" for all keys' });
}
