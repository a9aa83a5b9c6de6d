import type * as z from 'zod/mini';
import { type CoincastError, isCoincastError } from '../errors/index.js';
import type { Clock, Logger } from '../runtime/index.js';
import { type Answer, attempt } from './attempt.js';
import { decode } from './decode.js';
import type { Freshness } from './freshness.js';
import type { CoinGeckoPlan } from './plan.js';
import { responseError } from './responseError.js';
import { type RetryTiming, retryDelayMs } from './retryTiming.js';
import { serverWaitMs } from './serverWait.js';

/** Told before each wait that precedes a retry. */
export interface RetryEvent {
  /** The path being asked for, without host and query. */
  readonly endpoint: string;
  /** Which retry comes next, counted from 1. */
  readonly retry: number;
  /** How long the client waits before it, milliseconds. */
  readonly delayMs: number;
  /** The time since the call began, milliseconds. */
  readonly elapsedMs: number;
  /** Why the attempt before failed. */
  readonly error: CoincastError;
}

/** What every call of one client shares. */
export interface Connection {
  readonly plan: CoinGeckoPlan;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly retry: RetryTiming;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
  readonly random: () => number;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Who goes first when calls wait for the rate limit: all `interactive` ones, for which somebody waits, before
 * any `background` one; among equals, who came first.
 */
export type CallPriority = 'interactive' | 'background';

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

/** A {@link Send} that repeats what may succeed later, waiting as the server asks or by backoff. */
export function createSend(connection: Connection): Send {
  return async (call) => {
    const { clock, retry, random, logger } = connection;
    const { endpoint, signal } = call;
    const startedAt = clock.now();
    for (let retries = 0; ; retries++) {
      const outcome = await attemptOnce(connection, call);
      if ('data' in outcome) return outcome.data;
      const { error } = outcome;
      const elapsedMs = clock.now() - startedAt;
      const failure = { error, retries, elapsedMs, serverWaitMs: outcome.serverWaitMs };
      const delayMs = retryDelayMs(retry, failure, random);
      if (delayMs === undefined) throw error;
      logger.warn(
        { endpoint, retry: retries + 1, delayMs, reason: error.code },
        'CoinGecko call is repeated',
      );
      connection.onRetry?.({ endpoint, retry: retries + 1, delayMs, elapsedMs, error });
      await clock.sleep(delayMs, signal);
    }
  };
}

type Outcome<T> =
  | { readonly data: T }
  | { readonly error: CoincastError; readonly serverWaitMs: number | undefined };

/** Anything but a `CoincastError` is the caller's own abort reason, and passes through. */
async function attemptOnce<T>(connection: Connection, call: ApiCall<T>): Promise<Outcome<T>> {
  const { plan, clock, logger, headers, timeoutMs } = connection;
  const { endpoint, signal, notFoundHint } = call;
  let answer: Answer;
  try {
    const url = urlOf(connection.baseUrl, call);
    answer = await attempt({ url, headers, fetch: connection.fetch, timeoutMs, signal, endpoint });
  } catch (error) {
    if (signal?.aborted || !isCoincastError(error)) throw error;
    return { error, serverWaitMs: undefined };
  }
  const { status, text } = answer;
  logger.debug({ endpoint, status }, 'CoinGecko answered');
  if (status >= 200 && status < 300) return { data: decode(endpoint, text, call.schema()) };
  const wait = serverWaitMs(answer.headers, clock.now());
  return {
    error: responseError({ status, text, endpoint, plan, serverWaitMs: wait, notFoundHint }),
    serverWaitMs: wait,
  };
}

function urlOf(baseUrl: string, { endpoint, query = {} }: ApiCall<unknown>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return `${baseUrl}${endpoint}${search === '' ? '' : `?${search}`}`;
}
