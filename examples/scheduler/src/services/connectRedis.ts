import { Redis } from 'ioredis';
import { UsageError } from '../failure.js';

/** How long a server has to answer at the start, milliseconds. */
const answerMs = 3_000;

/**
 * Connects to Redis. Once it has answered, commands wait for as long as it is away.
 *
 * @throws UsageError when it does not answer.
 */
export async function connectRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerMs,
    // As BullMQ wants it: a server that restarts fails no job.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, 1000),
  });
  let cause: unknown = new Error('no answer');
  // Reported by what is asked; without a listener it would be written to the console.
  redis.on('error', (error) => {
    cause = error;
  });
  const timeout = setTimeout(() => redis.disconnect(), answerMs);
  try {
    await redis.connect();
    await redis.ping();
    return redis;
  } catch {
    redis.disconnect();
    const { host, port } = redis.options;
    const reason =
      (cause as NodeJS.ErrnoException).code ?? /^[A-Z]+/.exec((cause as Error).message)?.[0] ?? 'no answer';
    throw new UsageError(
      `REDIS_URL: Redis at ${host}:${port} cannot be used (${reason}); start it, or leave REDIS_URL away to work without`,
    );
  } finally {
    clearTimeout(timeout);
  }
}
