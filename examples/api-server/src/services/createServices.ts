import { createForecastLedger, createModelRegistry, type Logger, type ModelRegistry } from 'coincast';
import type { Stores } from '../../../service/src/openStores.js';
import type { Config } from '../config/readConfig.js';
import type { Training } from '../training/Training.js';
import type { RedisConnections } from './connectRedis.js';
import { createAnswerCache } from './createAnswerCache.js';
import { type Champions, createChampions } from './createChampions.js';
import { createHealth, type Health } from './createHealth.js';
import { createLeaderboards, type Leaderboards } from './createLeaderboards.js';
import { createLineups, type Lineups } from './createLineups.js';
import { createLiveMetrics } from './createLiveMetrics.js';
import { createMetrics, type Metrics } from './createMetrics.js';
import { createOverviews, type Overviews } from './createOverviews.js';
import { createPredictions, type Predictions } from './createPredictions.js';
import { createPriceFeed, type PriceFeed } from './createPriceFeed.js';
import { createRisks, type Risks } from './createRisks.js';
import { createTrackRecord, type TrackRecord } from './createTrackRecord.js';
import { createVersions, type Versions } from './createVersions.js';
import { createJobs, type Jobs } from './jobs/createJobs.js';
import type { Workshop } from './jobs/trainAndRegister.js';
import type { Source } from './openSource.js';
import { createRecords } from './Records.js';
import { registerStateMetrics } from './registerStateMetrics.js';
import { tellChanges } from './tellChanges.js';

/** Everything the routes work with. */
export interface Services {
  readonly feed: PriceFeed;
  readonly registry: ModelRegistry;
  readonly champions: Champions;
  readonly versions: Versions;
  readonly predictions: Predictions;
  readonly risks: Risks;
  readonly leaderboards: Leaderboards;
  readonly trackRecord: TrackRecord;
  readonly overviews: Overviews;
  readonly jobs: Jobs;
  readonly workshop: Workshop;
  /** Trains what callers send, within their time budget. */
  readonly adHoc: Training;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly redis: RedisConnections | undefined;
  /** Keeps prices and champions up to date until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Ends jobs and threads, and lets go of what is held open. */
  close(): Promise<void>;
}

/** What the services stand on. */
export interface Ground {
  readonly config: Pick<Config, 'coins'>;
  readonly logger: Logger;
  readonly source: Source;
  readonly stores: Stores;
  readonly redis?: RedisConnections | undefined;
  /** For jobs, and for what callers send: a long job keeps nobody waiting. */
  readonly training: { readonly jobs: Training; readonly adHoc: Training };
}

/** Puts the services together; nothing is fetched or loaded before `run`. */
export function createServices({ config, logger, source, stores, redis, training }: Ground): Services {
  const metrics = createMetrics();
  // Whoever is told that a training is done sees its version at once.
  const registry = tellChanges(createModelRegistry({ store: stores.models }), (coin) => lineups.forget(coin));
  const records = createRecords(stores.records);
  const feed = createPriceFeed({ source, coins: config.coins, logger });
  const champions = createChampions({ registry, feed, logger });
  const cache = createAnswerCache({ redis: redis?.fast });
  const leaderboards = createLeaderboards(records);
  const workshop = { feed, registry, training: training.jobs, leaderboards };
  const versions = createVersions({ registry, feed });
  const lineups: Lineups = createLineups({ registry, versions, logger });
  const live = createLiveMetrics(metrics.register, {
    feed,
    cache,
    scores: (coin, window) => trackRecord.scores(coin, window),
  });
  const trackRecord: TrackRecord = createTrackRecord({
    ledger: createForecastLedger({ store: stores.models }),
    feed,
    lineups,
    logger,
    onFailure: () => live.ledgerFailures.inc(),
  });
  registerStateMetrics(metrics.register, { feed, champions, redis });
  for (const metric of source.metrics) metrics.register.registerMetric(metric);
  const health = createHealth({ feed, champions, redis });
  const jobs = createJobs({ workshop, records, metrics, logger });
  return {
    feed,
    registry,
    champions,
    versions,
    predictions: createPredictions({ champions, feed, cache, metrics, trackRecord }),
    risks: createRisks({ champions, feed, cache }),
    leaderboards,
    trackRecord,
    overviews: createOverviews({ feed, lineups, leaderboards, trackRecord, health, logger }),
    jobs,
    workshop,
    adHoc: training.adHoc,
    metrics,
    health,
    redis,
    async run(signal) {
      await Promise.all([feed.run(signal), champions.run(signal)]);
    },
    async close() {
      await jobs.close();
      await Promise.all([training.jobs.close(), training.adHoc.close(), source.close()]);
      redis?.close();
    },
  };
}
