import type { Clock, Logger } from '../runtime/index.js';
import type { RetryEvent } from './Connection.js';
import type { CoinGeckoPlan } from './plan.js';
import type { ResponseCache } from './ResponseCache.js';

/** When and how often a failed call is repeated: only after 408, 429, 5xx, a lost connection or a timeout. */
export interface RetryOptions {
  /** The most retries of one call, 0 to 20. Default 4. */
  readonly maxRetries?: number | undefined;
  /**
   * The ceiling of the first wait, milliseconds, where the server names none; it doubles with each retry, and
   * the wait is uniform below it. Default 1,000.
   */
  readonly baseDelayMs?: number | undefined;
  /** The ceiling of every such wait, milliseconds, up to one day. Default 30,000. */
  readonly maxDelayMs?: number | undefined;
  /**
   * The time from the first attempt within which the last retry must begin, milliseconds, up to one day; waits
   * for a turn under the rate limit are not counted. A wait the server asks for is obeyed whole if it fits, else
   * the call fails at once; after a 429, so do all calls during that wait. Default 180,000.
   */
  readonly maxElapsedMs?: number | undefined;
  /** Told before each wait why and how long; what it throws ends the call. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Uniform numbers from 0 to 1, 1 left out, for the jitter. Default `Math.random`; a seeded one makes waits repeatable. */
  readonly random?: (() => number) | undefined;
}

/**
 * How many calls a client makes, retries included: at once as long as the minute lasts, then in the order of
 * their {@link CallPriority}. After a 429 all wait as long as the server asks; what is allowed falls by half,
 * never below one call a minute, and rises again by a tenth of the limit each minute.
 */
export interface RateLimitOptions {
  /**
   * The most attempts in any 60 seconds, 1 to 100,000. Default 10 keyless and 30 on the demo plan, the lowest
   * CoinGecko documents; on a paid plan 30 until half of them are spent, then what `/key` says.
   */
  readonly perMinute?: number | undefined;
}

/** What {@link createCoinGeckoClient} takes. */
export interface CoinGeckoClientOptions {
  /** Default `demo` with a key, `keyless` without. A paid key needs `pro`: keys do not tell their tier. */
  readonly plan?: CoinGeckoPlan | undefined;
  /** Sent in the plan's header and nowhere else. Default: none, the keyless plan. */
  readonly apiKey?: string | undefined;
  /** Default: the plan's host. An emulator's `url` fits. */
  readonly baseUrl?: string | undefined;
  /** Default: the runtime's own `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Names your application to CoinGecko, which refuses calls without one. Browsers always send their own. Default:
   * `coincast`.
   */
  readonly userAgent?: string | undefined;
  /** The time for one attempt, body included, milliseconds, up to one day. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** When and how often a failed call is repeated. Default: as {@link RetryOptions} says. */
  readonly retry?: RetryOptions | undefined;
  /** How many calls a minute there are. Default: as {@link RateLimitOptions} says. */
  readonly rateLimit?: RateLimitOptions | undefined;
  /**
   * Where answers are kept for as long as CoinGecko itself would repeat them, between 20 seconds (paid prices)
   * and 12 hours (long ranges). Default: none, so that every call brings what CoinGecko has now.
   */
  readonly cache?: ResponseCache | undefined;
  /** Default: silent. Answers are logged at debug; retries, refusals and a failing cache at warn. */
  readonly logger?: Logger | undefined;
  /**
   * Where the present and all waits come from; only the timeout of an attempt is real time. Default: the
   * machine's clock.
   */
  readonly clock?: Clock | undefined;
}
