import { systemClock } from 'coincast';
import { readConfig } from '../config/readConfig.js';
import { createLogger } from '../createLogger.js';
import { UsageError } from '../failure.js';
import { connectRedis } from '../services/connectRedis.js';
import { openServices } from '../services/openServices.js';
import { serveMetrics } from '../services/serveMetrics.js';
import { type Surroundings, withExitCode } from '../start.js';
import { withCleanup } from '../withCleanup.js';
import { openWorkers } from './openWorkers.js';

/** Works on the jobs of all runs until the signal aborts, then finishes what it has begun; gives the exit code. */
export async function startWorker(surroundings: Surroundings): Promise<number> {
  const { env, stdout, stderr, signal, clock = systemClock } = surroundings;
  return withExitCode(surroundings, () =>
    withCleanup(async (defer) => {
      const config = readConfig(env);
      if (config.redisUrl === undefined) {
        throw new UsageError(
          'REDIS_URL: a worker needs the Redis its jobs come from; npm start alone needs none',
        );
      }
      const logger = createLogger(config, stderr);
      const redis = await connectRedis(config.redisUrl);
      defer(() => redis.disconnect());
      // The jobs at hand are finished when the signal comes, so theirs never does.
      const { signal: never } = new AbortController();
      // Retries are BullMQ's, so that each goes by the rate that all share.
      const retry = { maxRetries: 0 };
      const open = await openServices(config, { clock, logger, signal: never, redis, retry });
      defer(open.close);
      defer(await serveMetrics(open.office.metrics, config.metricsPort, stdout));
      defer(openWorkers(config, open, redis));
      stdout.write(`Worker ${process.pid} is at work, ${config.workers} at a time.\n`);
      await aborted(signal);
      throw signal.reason;
    }),
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
