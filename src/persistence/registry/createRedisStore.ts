import {
  InvalidArgumentError,
  requireKnownKeys,
  StoreError,
  type StoreErrorDetails,
} from '../../errors/index.js';
import { type ModelStore, requireBytes, requireKey, requirePrefix } from '../ModelStore.js';
import { fromBase64, toBase64 } from './base64.js';

/** What a Redis store asks of its client; one of `ioredis` fits as it is. */
export interface RedisStoreClient {
  /** The command `GET`: the value of a key, `null` where there is none. */
  get(key: string): Promise<string | null>;
  /** The command `ZRANGEBYLEX`: members of a sorted set, between two texts. */
  zrangebylex(key: string, min: string, max: string): Promise<string[]>;
  /** The command `EVAL`: runs a script in the server, all of it or nothing. */
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** Options of {@link createRedisStore}. */
export interface RedisStoreOptions {
  /**
   * What all keys in Redis begin with, so that several stores share a database. On a Redis cluster it must hold a hash
   * tag in braces, as the default does. Default `{coincast}:`.
   */
  readonly prefix?: string | undefined;
}

// Scripts run as one command: a connection that breaks, or a client that sends them again, leaves both keys or none.
const putScript = `if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], 0, ARGV[2])
return 1`;

const deleteScript = `redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1`;

/**
 * A store in Redis 3.2 or later, over an `ioredis` client that you make, configure and close.
 *
 * Each key is a string of base64 text beside one sorted set of all keys, written together by a script; listing reads
 * a range of that set, never the whole database. How safe a write is when it returns is the server's configuration: with
 * `appendonly yes` and `appendfsync always` it is on the disk, and `maxmemory-policy noeviction` keeps Redis from
 * throwing models away.
 *
 * @throws {@link StoreError} from its methods when the server refuses or the connection fails, naming neither its
 * address nor its password. For how long a client waits for a lost server is its own `maxRetriesPerRequest`.
 * @throws {@link InvalidArgumentError} when the client is none or an option is unknown, or from its methods when a key is
 * none.
 * @example
 * ```ts
 * import { createModelRegistry, createRedisStore, type RedisStoreClient } from 'coincast';
 *
 * function registryIn(client: RedisStoreClient) {
 *   return createModelRegistry({ store: createRedisStore(client, { prefix: '{forecasts}:' }) });
 * }
 * ```
 */
export function createRedisStore(client: RedisStoreClient, options: RedisStoreOptions = {}): ModelStore {
  requireKnownKeys('createRedisStore options', options, ['prefix']);
  const { prefix = '{coincast}:' } = options;
  if (typeof client?.eval !== 'function' || typeof client.zrangebylex !== 'function') {
    throw new InvalidArgumentError({ argument: 'client', value: client, expected: 'a client of ioredis' });
  }
  if (typeof prefix !== 'string') {
    throw new InvalidArgumentError({ argument: 'prefix', value: prefix, expected: 'text' });
  }
  const index = `${prefix}keys`;
  const dataKey = (key: string) => `${prefix}data:${requireKey(key)}`;
  return Object.freeze<ModelStore>({
    async get(key) {
      const name = dataKey(key);
      const text = await asked('get', key, () => client.get(name));
      return text === null ? undefined : fromBase64(text);
    },
    async putIfAbsent(key, bytes) {
      const name = dataKey(key);
      const text = toBase64(requireBytes(bytes));
      return (await asked('put', key, () => client.eval(putScript, 2, name, index, text, key))) === 1;
    },
    async list(start) {
      requirePrefix(start);
      // "~" is behind every character of a key.
      return asked('list', start, () => client.zrangebylex(index, `[${start}`, `(${start}~`));
    },
    async delete(key) {
      const name = dataKey(key);
      await asked('delete', key, () => client.eval(deleteScript, 2, name, index, key));
    },
  });
}

async function asked<Answer>(
  operation: StoreErrorDetails['operation'],
  key: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const reason = reasonOf(error);
    throw new StoreError({
      message: `Redis could not ${operation} "${key}" (${reason}). ${advice[reason] ?? 'Check that the server runs and can be reached, then try again: no write is left half done.'}`,
      operation,
      reason,
      key,
    });
  }
}

const advice: Readonly<Record<string, string>> = {
  OOM: 'The server is out of memory: raise maxmemory, or prune.',
  READONLY: 'The client is connected to a replica: connect it to the primary.',
  NOAUTH: 'The server wants a password: give the client one.',
  WRONGPASS: 'The server does not take the password: give the client the right one.',
  NOPERM:
    'The user may not: permit get, zrangebylex, eval, exists, set, zadd, del and zrem on the keys of the prefix.',
  MISCONF: 'The server cannot write to its disk: look at its log.',
  LOADING: 'The server is reading its data: try again in a moment.',
  CROSSSLOT: 'On a cluster the prefix must hold a hash tag in braces, such as "{coincast}:".',
};

/**
 * A word for what went wrong. The error itself is not passed on, also not as the cause: its message can name the
 * server's address, and its command the password.
 */
function reasonOf(error: unknown): string {
  const { code, message, name } = (error ?? {}) as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return code;
  const word = typeof message === 'string' ? /^[A-Z]{3,}\b/.exec(message)?.[0] : undefined;
  if (word !== undefined) return word;
  if (message === 'Connection is closed.') return 'connection closed';
  return typeof name === 'string' && /^[A-Za-z]+$/.test(name) ? name : 'unknown';
}
