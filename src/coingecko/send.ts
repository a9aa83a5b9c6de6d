import type * as z from 'zod/mini';
import { requireOneOf } from '../errors/index.js';
import type { CallPriority } from './CallPriority.js';
import type { Connection } from './Connection.js';
import { decode } from './decode.js';
import type { Freshness } from './freshness.js';
import { createKeptResponses, type KeptResponses } from './keptResponses.js';
import type { LearnPlanLimit } from './planLimitLearner.js';
import type { RateLimiter } from './rateLimiter.js';
import { createGetBody } from './request.js';
import { createSingleFlight } from './singleFlight.js';

/** One call of an endpoint. */
export interface ApiCall<T> {
  /** The path below the base URL, encoded, with a leading slash. */
  readonly endpoint: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly schema: () => z.ZodMiniType<T>;
  readonly signal?: AbortSignal | undefined;
  /** Its place in the rate limiter's queue. Default `interactive`. */
  readonly priority?: CallPriority | undefined;
  /** How long the client's cache may answer it again; never, when absent. */
  readonly freshness?: Freshness | undefined;
  readonly notFoundHint?: string;
}

/** Makes a call: the last step of every endpoint. */
export type Send = <T>(call: ApiCall<T>) => Promise<T>;

/**
 * A {@link Send} that answers from the cache while that is fresh, and makes identical calls under way one. Only
 * bodies that fit the schema are kept; a kept one that does not, as after an update, is fetched again. Every
 * caller gets data of its own, so that none can change another's.
 */
export function createSend(connection: Connection, limiter: RateLimiter, learnLimit?: LearnPlanLimit): Send {
  const { plan, baseUrl } = connection;
  const getBody = createGetBody(connection, limiter, learnLimit);
  const fly = createSingleFlight<string>();
  const cache = connection.cache && createKeptResponses(connection.cache, connection);
  return async <T>(call: ApiCall<T>) => {
    const { endpoint, signal, priority = 'interactive', freshness, notFoundHint } = call;
    requireOneOf('priority', priority, ['interactive', 'background']);
    const url = urlOf(baseUrl, call);
    const key = `coincast ${plan} ${url}`;
    const decodeBody = (body: string) => decode(endpoint, body, call.schema());
    let decoded: { readonly data: T } | undefined;
    const body = await fly(key, { signal, priority }, async (wish) => {
      const kept = cache && freshness && (await readKept(cache, { key, freshness, decodeBody }));
      if (kept !== undefined) {
        decoded = kept;
        return kept.body;
      }
      const fetched = await getBody({ url, endpoint, notFoundHint }, wish);
      decoded = { data: decodeBody(fetched) };
      if (cache && freshness) await cache.write(key, fetched, freshness);
      return fetched;
    });
    return decoded === undefined ? decodeBody(body) : decoded.data;
  };
}

async function readKept<T>(
  cache: KeptResponses,
  {
    key,
    freshness,
    decodeBody,
  }: {
    readonly key: string;
    readonly freshness: Freshness;
    readonly decodeBody: (body: string) => T;
  },
): Promise<{ readonly body: string; readonly data: T } | undefined> {
  const body = await cache.read(key, freshness);
  if (body === undefined) return undefined;
  try {
    return { body, data: decodeBody(body) };
  } catch {
    await cache.forget(key);
    return undefined;
  }
}

function urlOf(baseUrl: string, { endpoint, query = {} }: ApiCall<unknown>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return `${baseUrl}${endpoint}${search === '' ? '' : `?${search}`}`;
}
