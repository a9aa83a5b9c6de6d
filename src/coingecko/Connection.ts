import type { CoincastError } from '../errors/index.js';
import type { Clock, Logger } from '../runtime/index.js';
import type { CoinGeckoPlan } from './plan.js';
import type { ResponseCache } from './ResponseCache.js';
import type { KeyRedactor } from './redactKey.js';
import type { RetryTiming } from './retryTiming.js';

/** Told before each wait that precedes a retry. */
export interface RetryEvent {
  /** The path being asked for, without host and query. */
  readonly endpoint: string;
  /** Which retry comes next, counted from 1. */
  readonly retry: number;
  /** How long the client waits before it, milliseconds; then the retry takes its turn under the rate limit. */
  readonly delayMs: number;
  /** The time since the first attempt began, milliseconds, waits for the rate limit left out. */
  readonly elapsedMs: number;
  /** Why the attempt before failed. */
  readonly error: CoincastError;
}

/** What every call of one client shares. */
export interface Connection {
  readonly plan: CoinGeckoPlan;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redact: KeyRedactor;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly retry: RetryTiming;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
  readonly random: () => number;
  /** What the caller gave, to be kept whatever the server says. */
  readonly callsPerMinute: number | undefined;
  readonly cache: ResponseCache | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
}
