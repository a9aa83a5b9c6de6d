/** Models as small texts, a registry of them, and a ledger of what they forecast. */
export { deserializeModel } from './deserializeModel.js';
export { gzipModel } from './gzipModel.js';
export {
  type CompactionResult,
  createForecastLedger,
  type ForecastLedger,
  type ForecastLedgerOptions,
  type LedgerErrors,
  type LedgerQuery,
  type LedgerReport,
  type LiveCoinScores,
  type LiveIntervalScores,
  type LiveModelScores,
  type LiveScores,
  type LiveStepScores,
  type PruneLedgerOptions,
  type PruneLedgerResult,
  type RecordOptions,
  type RecordResult,
  type ReportOptions,
  type ScoreOptions,
  type ScoreResult,
} from './ledger/index.js';
export type { JsonValue, ModelEnvelope } from './ModelEnvelope.js';
export type { ModelStore } from './ModelStore.js';
export type { StoredModel } from './modelKinds.js';
export { type ReadModelOptions, readModelEnvelope, resolveMaxBytes } from './readModelEnvelope.js';
export {
  type ChampionChange,
  type ChampionPeriod,
  createMemoryStore,
  createModelRegistry,
  createRedisStore,
  type Damage,
  defaultGate,
  type FoldLosses,
  type GateComparison,
  type GateContext,
  type GateDecision,
  type GateMetrics,
  type GateOutcome,
  gateMetrics,
  type ImportOptions,
  type ImportReport,
  type JournalEntry,
  type ListOptions,
  type LoadedModel,
  type ModelRegistry,
  type ModelRegistryOptions,
  type PromoteOptions,
  type Promotion,
  type PromotionGate,
  type PruneOptions,
  type PruneReport,
  type RedisStoreClient,
  type RedisStoreOptions,
  type RegisteredModel,
  type RegisterOptions,
  type RollbackOptions,
  type VerifyReport,
  type WatchOptions,
} from './registry/index.js';
export { type SerializeModelOptions, serializeModel } from './serializeModel.js';
