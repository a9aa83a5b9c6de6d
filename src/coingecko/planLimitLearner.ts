import type { Logger } from '../runtime/index.js';
import type { RateLimiter } from './rateLimiter.js';

/** Called before every attempt: a promise to wait for where the limit is being asked for, else nothing. */
export type LearnPlanLimit = (signal: AbortSignal) => Promise<void> | undefined;

/**
 * Lets `readLimit` set the limit of a paid plan as soon as half of the assumed minute is spent or wanted, so that
 * a few calls cost none extra. Whoever comes then waits for it; if it cannot be read, the assumed limit stays,
 * with a warning.
 */
export function createPlanLimitLearner(
  limiter: RateLimiter,
  readLimit: (signal: AbortSignal) => Promise<unknown>,
  logger: Logger,
): LearnPlanLimit {
  let isSettled = false;
  const learn = async (signal: AbortSignal) => {
    try {
      await readLimit(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      if (isSettled) return;
      logger.warn({ error }, 'The rate limit of the plan could not be read; set rateLimit.perMinute');
    }
    isSettled = true;
  };
  return (signal) => (isSettled || !limiter.isScarce() ? undefined : learn(signal));
}
