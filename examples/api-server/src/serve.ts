import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { buildApp } from './buildApp.js';
import type { Config } from './config/readConfig.js';
import { shareMetrics } from './services/collectMetrics.js';
import { connectRedis } from './services/connectRedis.js';
import { createServices, type Services } from './services/createServices.js';
import { ensureFirstModels } from './services/ensureFirstModels.js';
import { openSource } from './services/openSource.js';
import { prepareStores } from './services/prepareStores.js';
import { responseCache } from './services/responseCache.js';
import { createTrainingThreads } from './training/createTrainingThreads.js';

/** How long the service goes on after it has called itself not ready, so that load balancers see it. */
const drainMs = 1000;
/** What has not ended after so long is ended. */
const shutdownMs = 25_000;

/** Opens everything the configuration names. */
export async function openServices(config: Config, logger: Logger): Promise<Services> {
  const redis = config.redisUrl === undefined ? undefined : await connectRedis(config.redisUrl, logger);
  const url = new URL('./trainingThread.js', import.meta.url);
  return createServices({
    config,
    logger,
    redis,
    source: await openSource(config, { logger, cache: responseCache(redis?.fast) }),
    stores: await prepareStores(config.dataDir, redis),
    training: {
      jobs: createTrainingThreads({ url, size: 1, maxWaiting: 8 }),
      adHoc: createTrainingThreads({ url, size: 1, maxWaiting: 8 }),
    },
  });
}

/** Serves until the process is told to stop; then finishes what it has taken on, and lets go. */
export async function serve(config: Config, logger: Logger): Promise<void> {
  const services = await openServices(config, logger);
  if (cluster.isWorker) shareMetrics(services.metrics.register);
  const dashboard = fileURLToPath(new URL('./dashboard', import.meta.url));
  const app = await buildApp(services, { config, logger, dashboard });
  const running = new AbortController();
  const { signal } = running;
  const work = [services.run(signal), ...(cluster.isPrimary ? [services.trackRecord.run(signal)] : [])];
  const background = Promise.all(work).catch((error: unknown) => {
    if (signal.aborted) return;
    logger.fatal({ err: error }, 'The service cannot go on.');
    process.exit(1);
  });

  const stop = (reason: string) => {
    if (!services.health.stopping.aborted) void shutDown(reason);
  };
  async function shutDown(reason: string): Promise<void> {
    logger.info({ reason }, 'Stopping: requests under way are finished.');
    services.health.stop();
    setTimeout(() => process.exit(1), shutdownMs).unref();
    await sleep(drainMs);
    await app.close();
    running.abort(new Error('The service was stopped.'));
    await background;
    await services.close();
    logger.info({}, 'Stopped.');
    // A channel to a parent process would keep this one alive.
    process.disconnect?.();
  }
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  await app.listen({ port: config.port, host: config.host });
  tellWhere(config, app.listeningOrigin, services, logger);
  if (cluster.isPrimary) await ensureFirstModels(services.workshop, logger, signal);
}

function tellWhere(config: Config, origin: string, { feed }: Services, logger: Logger): void {
  logger.info({ coins: config.coins, redis: config.redisUrl !== undefined }, feed.source.provenance);
  logger.info(
    {},
    `Look at ${origin}, read ${origin}/docs, or ask: curl '${origin}/predict?coin=${config.coins[0]}&steps=24'`,
  );
}
