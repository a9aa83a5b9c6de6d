import type { Clock, CoinGeckoClient, ForecastLedger, Logger, ModelRegistry, ModelStore } from 'coincast';
import type { TrainJob, TrainManyResult } from 'coincast/node';
import type { Policy } from '../config/readConfig.js';
import type { PriceArchive } from './createPriceArchive.js';

/** Where models are trained: in worker threads, one after the other in each. */
export interface TrainingLane {
  /** What became of the job, also where its training failed, hung or took its thread with it. */
  train(job: TrainJob): Promise<TrainManyResult>;
}

/** What the steps of a run work with. */
export interface Services {
  readonly policy: Policy;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly client: CoinGeckoClient;
  readonly prices: PriceArchive;
  readonly registry: ModelRegistry;
  readonly ledger: ForecastLedger;
  /** Where records of runs lie. */
  readonly records: ModelStore;
  readonly lane: TrainingLane;
  readonly signal: AbortSignal;
}
