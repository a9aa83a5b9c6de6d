/** The whole journey, from prices to an evaluated forecast. */
export type { Stationarity, StationarityTests } from './describeStationarity.js';
export type { ResidualDiagnosis } from './diagnoseResiduals.js';
export type { Contender, HoldoutScore, NaiveComparison, Split } from './evaluateOnHoldout.js';
export type { PipelineOptions, PipelineSource } from './PipelineOptions.js';
export type { HoldoutEvaluation, PipelineResult } from './PipelineResult.js';
export type { PipelineFeature } from './pipelineFeatures.js';
export { runPipeline } from './runPipeline.js';
