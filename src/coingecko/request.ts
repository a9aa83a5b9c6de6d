import { type CoincastError, isCoincastError, RateLimitError } from '../errors/index.js';
import { type Answer, attempt } from './attempt.js';
import type { Connection } from './Connection.js';
import type { LearnPlanLimit } from './planLimitLearner.js';
import type { Permit, RateLimiter, Refusal } from './rateLimiter.js';
import { pausedError, responseError } from './responseError.js';
import { retryDelayMs } from './retryTiming.js';
import { serverWaitMs } from './serverWait.js';
import type { SharedWish } from './singleFlight.js';

/** What to get. */
export interface RequestTarget {
  readonly url: string;
  /** The path alone, for messages. */
  readonly endpoint: string;
  readonly notFoundHint: string | undefined;
}

/** Gets the body of a success. */
export type GetBody = (target: RequestTarget, wish: SharedWish) => Promise<string>;

/**
 * A {@link GetBody} that repeats what may succeed later, waiting as the server asks or by backoff. Every attempt
 * takes its turn under the rate limit; a retry goes before the calls that began after its own.
 */
export function createGetBody(
  connection: Connection,
  limiter: RateLimiter,
  learnLimit: LearnPlanLimit | undefined,
): GetBody {
  const { clock, retry, random, logger, onRetry } = connection;
  let calls = 0;
  return async (target, { signal, priority }) => {
    const { endpoint } = target;
    const impatience = (pauseMs: number) => pausedError(endpoint, pauseMs);
    const turn = { signal, priority, impatience, order: calls++ };
    let elapsedMs = 0;
    for (let retries = 0; ; retries++) {
      // Awaited only where there is something to learn, so that a burst of calls sees its own demand.
      const learning = learnLimit?.(signal);
      if (learning !== undefined) await learning;
      const permit = await limiter.take(turn);
      const startedAt = clock.now();
      const outcome = await attemptOnce(connection, target, signal, permit);
      if ('body' in outcome) return outcome.body;
      const { error } = outcome;
      if (error instanceof RateLimitError) {
        logger.warn(
          { endpoint, waitMs: outcome.serverWaitMs, callsPerMinute: limiter.perMinute() },
          'CoinGecko refused a call over its rate limit; calls slow down',
        );
      }
      elapsedMs += clock.now() - startedAt;
      const failure = { error, retries, elapsedMs, serverWaitMs: outcome.serverWaitMs };
      const delayMs = retryDelayMs(retry, failure, random);
      if (delayMs === undefined) throw error;
      logger.warn(
        { endpoint, retry: retries + 1, delayMs, reason: error.code },
        'CoinGecko call is repeated',
      );
      onRetry?.({ endpoint, retry: retries + 1, delayMs, elapsedMs, error });
      await clock.sleep(delayMs, signal);
      elapsedMs += delayMs;
    }
  };
}

type Outcome =
  | { readonly body: string }
  | { readonly error: CoincastError; readonly serverWaitMs: number | undefined };

async function attemptOnce(
  connection: Connection,
  target: RequestTarget,
  signal: AbortSignal,
  permit: Permit,
): Promise<Outcome> {
  let refusal: Refusal | undefined;
  try {
    const outcome = await outcomeOf(connection, target, signal);
    if ('error' in outcome && outcome.error instanceof RateLimitError) {
      refusal = { waitMs: outcome.serverWaitMs };
    }
    return outcome;
  } finally {
    permit(refusal);
  }
}

/** Anything but a `CoincastError` is the abort reason, and passes through. */
async function outcomeOf(
  { plan, clock, logger, headers, fetch, redact, timeoutMs }: Connection,
  { url, endpoint, notFoundHint }: RequestTarget,
  signal: AbortSignal,
): Promise<Outcome> {
  let answer: Answer;
  try {
    answer = await attempt({ url, headers, fetch, redact, timeoutMs, signal, endpoint });
  } catch (error) {
    if (signal.aborted || !isCoincastError(error)) throw error;
    return { error, serverWaitMs: undefined };
  }
  const { status } = answer;
  logger.debug({ endpoint, status }, 'CoinGecko answered');
  if (status >= 200 && status < 300) return { body: redact.data(answer.text) };
  const text = redact.text(answer.text);
  const wait = serverWaitMs(answer.headers, clock.now());
  return {
    error: responseError({ status, text, endpoint, plan, serverWaitMs: wait, notFoundHint }),
    serverWaitMs: wait,
  };
}
