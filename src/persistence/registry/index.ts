/** A registry of models over a store of bytes: versions, champions, and the journal of both. */
export type { ImportOptions, ImportReport } from './backup.js';
export type { ChampionPeriod } from './champion.js';
export { createMemoryStore } from './createMemoryStore.js';
export { createModelRegistry, type ModelRegistryOptions } from './createModelRegistry.js';
export { createRedisStore, type RedisStoreClient, type RedisStoreOptions } from './createRedisStore.js';
export type { FindOptions } from './findModel.js';
export {
  defaultGate,
  type GateComparison,
  type GateContext,
  type GateDecision,
  type PromotionGate,
} from './gate.js';
export { type FoldLosses, type GateMetrics, gateMetrics } from './gateMetrics.js';
export type { GateOutcome, JournalEntry } from './JournalEntry.js';
export type { ListOptions } from './listModels.js';
export type { ModelRegistry } from './ModelRegistry.js';
export type { PromoteOptions, Promotion, RollbackOptions } from './promoteModel.js';
export type { PruneOptions, PruneReport } from './pruneModels.js';
export type { LoadedModel, RegisteredModel } from './RegisteredModel.js';
export type { RegisterOptions } from './registerModel.js';
export type { Damage, VerifyReport } from './verifyRegistry.js';
export type { ChampionChange, WatchOptions } from './watchChampion.js';
