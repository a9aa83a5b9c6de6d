import type { Clock, CoinGeckoClient, ForecastLedger, Logger, ModelRegistry, ModelStore } from 'coincast';
import type { Policy } from '../config/readConfig.js';
import type { PriceArchive } from './createPriceArchive.js';
import type { TrainingLane } from './createTrainingLane.js';

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
