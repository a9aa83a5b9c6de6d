import {
  type CoincastError,
  HttpStatusError,
  NetworkError,
  RateLimitError,
  RequestTimeoutError,
} from '../errors/index.js';

/** When failed attempts are repeated. */
export interface RetryTiming {
  readonly maxRetries: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxElapsedMs: number;
}

/** What is known at the moment an attempt has failed. */
export interface FailedAttempt {
  readonly error: unknown;
  /** How many retries were made before this failure. */
  readonly retries: number;
  /** The time since the call began, milliseconds. */
  readonly elapsedMs: number;
  /** How long the server asked to wait, where it said so. */
  readonly serverWaitMs: number | undefined;
}

/**
 * How long to wait before the next attempt, or `undefined` to give up.
 *
 * A wait the server asked for is obeyed whole, since an earlier attempt would only cost one more call;
 * otherwise exponential backoff with full jitter: uniform on `[0, min(maxDelayMs, baseDelayMs 2^retries))`
 * (Brooker, "Exponential Backoff And Jitter", AWS 2015). Either way the wait must end within `maxElapsedMs`
 * of the beginning.
 */
export function retryDelayMs(
  timing: RetryTiming,
  failure: FailedAttempt,
  random: () => number,
): number | undefined {
  if (failure.retries >= timing.maxRetries || !isRetryable(failure.error)) return undefined;
  const delayMs =
    failure.serverWaitMs ?? random() * Math.min(timing.maxDelayMs, timing.baseDelayMs * 2 ** failure.retries);
  return failure.elapsedMs + delayMs <= timing.maxElapsedMs ? delayMs : undefined;
}

/** Whether the same call may succeed later: 408, 429, 5xx, and everything short of a whole answer. */
export function isRetryable(error: unknown): error is CoincastError {
  if (error instanceof HttpStatusError) return error.status === 408 || error.status >= 500;
  return (
    error instanceof RateLimitError || error instanceof NetworkError || error instanceof RequestTimeoutError
  );
}
