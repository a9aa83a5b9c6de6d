import { createHash } from 'node:crypto';
import { createMemoryStore, type FittedModel, trainArima } from 'coincast';
import { type Logger, pino } from 'pino';
import type { App } from '../../../examples/api-server/src/App.js';
import { buildApp } from '../../../examples/api-server/src/buildApp.js';
import type { Config } from '../../../examples/api-server/src/config/readConfig.js';
import { createServices, type Services } from '../../../examples/api-server/src/services/createServices.js';
import { openSource } from '../../../examples/api-server/src/services/openSource.js';
import { runTrainingTask } from '../../../examples/api-server/src/training/runTrainingTask.js';
import type { Training } from '../../../examples/api-server/src/training/Training.js';
import type { Stores } from '../../../examples/service/src/openStores.js';

/** The keys of the tests. */
export const keys = { read: 'key-of-ada', admin: 'key-of-bob' } as const;

/** An application in this process, on memory and the emulator. */
export interface TestApp {
  readonly app: App;
  readonly services: Services;
  readonly stores: Stores;
  /** Registers a model of bitcoin's prices and makes it the champion. */
  promote(train?: (services: Services) => FittedModel): Promise<string>;
  close(): Promise<void>;
}

/** What {@link startTestApp} takes. */
export interface TestAppOptions {
  readonly config?: Partial<Config>;
  readonly training?: Training;
  readonly logger?: Logger;
  /** Whether prices are fetched at the start. Default true. */
  readonly fetch?: boolean;
}

const silent = pino({ level: 'silent' });

/** Trains in this thread: quick, and without a built file. */
export const inlineTraining: Training = {
  pending: 0,
  run: async (task, options) => {
    options?.signal?.throwIfAborted();
    return runTrainingTask(task, options);
  },
  close: async () => {},
};

/** The hash of a key, as the configuration holds it. */
export function hashed(name: string, key: string) {
  return { name, sha256: createHash('sha256').update(key).digest() };
}

/** Starts an application with the keys of the tests, and no limit that they would reach. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { training = inlineTraining, logger = silent, fetch = true } = options;
  const config = {
    coins: ['bitcoin', 'ethereum'],
    readKeys: [hashed('ada', keys.read)],
    adminKeys: [hashed('bob', keys.admin)],
    rateLimitMax: 1_000_000,
    ...options.config,
  };
  // Copies are not frozen: a test may let one fail.
  const stores = { models: { ...createMemoryStore() }, records: { ...createMemoryStore() } };
  const services = createServices({
    config,
    logger,
    source: await openSource({ source: { kind: 'emulator' }, workers: 1 }, { logger }),
    stores,
    training: { jobs: training, adHoc: training },
  });
  const app = await buildApp(services, { config, logger, maxEventLoopDelayMs: 0 });
  if (fetch) await services.feed.refresh();
  return {
    app,
    services,
    stores,
    async promote(train = quickModel) {
      const { version } = await services.registry.register(train(services), { coin: 'bitcoin' });
      await services.registry.promote(version, { force: { reason: 'a test' } });
      await services.champions.reload('bitcoin');
      return version;
    },
    async close() {
      await app.close();
      await services.close();
    },
  };
}

function quickModel({ feed }: Services): FittedModel {
  return trainArima(feed.get('bitcoin').series, { order: [0, 1, 0], transform: 'log' });
}
