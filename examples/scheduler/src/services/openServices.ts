import {
  type Clock,
  createForecastLedger,
  createModelRegistry,
  type Logger,
  type RetryOptions,
} from 'coincast';
import { createTrainingPool } from 'coincast/node';
import type { Redis } from 'ioredis';
import { openChannels } from '../alerts/openChannels.js';
import type { Config } from '../config/readConfig.js';
import { createRunLog } from '../run/createRunLog.js';
import type { Office } from '../run/Office.js';
import { createHeartbeat } from './createHeartbeat.js';
import { createMetrics } from './createMetrics.js';
import { createOverlayStore } from './createOverlayStore.js';
import { createPriceArchive } from './createPriceArchive.js';
import { openSource } from './openSource.js';
import { openWritableStores } from './openWritableStores.js';
import type { Services, TrainingLane } from './Services.js';

/** What services are opened with. */
export interface ServiceSurroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly redis?: Redis | undefined;
  readonly retry?: RetryOptions | undefined;
  /** Whether nothing may be changed and nobody told. */
  readonly dryRun?: boolean | undefined;
}

/** All that a run needs. */
export interface OpenServices {
  readonly services: Services;
  readonly office: Office;
  readonly provenance: string;
  close(): Promise<void>;
}

/**
 * Opens stores, source, threads and channels.
 *
 * @throws UsageError when the stores cannot be written to.
 */
export async function openServices(config: Config, surroundings: ServiceSurroundings): Promise<OpenServices> {
  const { clock, logger, signal, redis, retry, dryRun = false } = surroundings;
  const stores = await openWritableStores(config.dataDir, redis);
  const models = dryRun ? createOverlayStore(stores.models) : stores.models;
  const records = dryRun ? createOverlayStore(stores.records) : stores.records;
  const source = await openSource(config.source, { logger, clock, retry });
  const metrics = createMetrics();
  const { workers: concurrency, budgetMs: budgetMsPerJob } = config;
  const pool = createTrainingPool({ concurrency, budgetMsPerJob, clock });
  const lane: TrainingLane = { train: (job) => pool.train(job, { signal }) };
  const silent = {
    slackUrl: undefined,
    webhookUrl: undefined,
    heartbeatFile: undefined,
    heartbeatUrl: undefined,
  };
  const told = dryRun ? silent : config;
  return {
    services: {
      policy: config.policy,
      clock,
      logger,
      client: source.client,
      prices: createPriceArchive(records),
      registry: createModelRegistry({ store: models, clock }),
      ledger: createForecastLedger({ store: models, clock }),
      records,
      lane: observed(lane, metrics.onTraining),
      signal,
    },
    office: {
      runLog: createRunLog(records),
      channels: openChannels(told, logger),
      alerts: {},
      metrics,
      heartbeat: createHeartbeat(told, logger),
    },
    provenance: source.provenance,
    async close() {
      await pool.close();
      await source.close();
    },
  };
}

function observed(lane: TrainingLane, onTraining: (seconds: number, outcome: string) => void): TrainingLane {
  return {
    async train(job) {
      const result = await lane.train(job);
      const outcome = result.status === 'trained' && result.ladder.length > 0 ? 'fallback' : result.status;
      onTraining(result.durationMs / 1000, outcome);
      return result;
    },
  };
}
