import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import type { Config } from './config/readConfig.js';
import { openServices } from './serve.js';
import { answerMetricsRequests } from './services/collectMetrics.js';
import { ensureFirstModels } from './services/ensureFirstModels.js';

/** A worker that dies sooner than this is replaced only after a pause, so that a fault at start is no endless loop. */
const soonMs = 5000;

/**
 * Keeps WORKERS processes serving on one port: replaces those that die, and stops them all together. It trains the first
 * models and keeps the ledger itself, since the workers would all do so.
 */
export async function runPrimary(config: Config, logger: Logger): Promise<void> {
  const running = new AbortController();
  const { signal } = running;

  function start(): void {
    const startedAt = Date.now();
    cluster.fork().once('exit', (code, signalName) => {
      if (signal.aborted) return;
      const pauseMs = Date.now() - startedAt < soonMs ? 2000 : 0;
      logger.error({ code, signal: signalName, pauseMs }, 'A worker process died and is replaced.');
      setTimeout(() => {
        if (!signal.aborted) start();
      }, pauseMs);
    });
  }

  answerMetricsRequests();
  for (let i = 0; i < config.workers; i++) start();
  if (config.redisUrl === undefined) {
    logger.warn(
      { workers: config.workers },
      'Without REDIS_URL each worker process counts rate limits for itself.',
    );
  }

  const stop = () => {
    if (signal.aborted) return;
    running.abort(new Error('The service was stopped.'));
    // A signal, as a message would be lost on one that has only just begun to start.
    for (const worker of workersOf()) worker.process.kill('SIGTERM');
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const services = await openServices(config, logger);
  const background = Promise.all([services.feed.run(signal), services.trackRecord.run(signal)]);
  await ensureFirstModels(services.workshop, logger, signal);
  await background;
  await services.close();
}

function workersOf(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
