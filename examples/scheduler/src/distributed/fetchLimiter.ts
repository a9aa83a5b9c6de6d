import type { RateLimiterOptions } from 'bullmq';
import type { SourceConfig } from '../config/readConfig.js';

/** What is left unused of a minute, for calls that are a little late. */
const margin = 0.9;

/**
 * The rate of calls that all workers share. Calls are spread over the minute, so that no sixty seconds, wherever they
 * begin, hold more than are allowed.
 */
export function fetchLimiter(source: SourceConfig): RateLimiterOptions {
  const perMinute = source.kind === 'emulator' ? 100_000 : source.perMinute;
  const spread = perMinute * margin;
  return spread <= 60
    ? { max: 1, duration: Math.ceil(60_000 / spread) }
    : { max: Math.floor(spread / 60), duration: 1000 };
}
