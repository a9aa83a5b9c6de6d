/** How good forecasts are: metrics, backtests, and whether a model beats the naive forecast. */
export { auditTrainer, type TrainerAudit, type TrainerLeak } from './backtest/auditTrainer.js';
export type { BacktestOptions, FoldOptions } from './backtest/BacktestOptions.js';
export type {
  BacktestFold,
  BacktestIntervalMetrics,
  BacktestMetrics,
  BacktestResult,
  HorizonMetrics,
} from './backtest/BacktestResult.js';
export type {
  BacktestTrainer,
  RollingRequest,
  TrainerContext,
  TrainingFold,
} from './backtest/BacktestTrainer.js';
export { backtest } from './backtest/backtest.js';
export type { CheckedForecast } from './backtest/checkedForecast.js';
export type { CompareModelsOptions, ComparisonLoss } from './comparison/CompareModelsOptions.js';
export { compareModels } from './comparison/compareModels.js';
export {
  type DieboldMarianoAlternative,
  type DieboldMarianoTestOptions,
  type DieboldMarianoTestResult,
  dieboldMarianoTest,
} from './comparison/dieboldMarianoTest.js';
export type { LongRunVariance } from './comparison/differentialTest.js';
export type { EliminationStatistic } from './comparison/eliminationOrder.js';
export type { ComparedModel, FailedModel, ModelComparison } from './comparison/ModelComparison.js';
export {
  type ModelConfidenceSetOptions,
  type ModelConfidenceSetResult,
  modelConfidenceSet,
} from './comparison/modelConfidenceSet.js';
export type { Verdict, VerdictCode } from './comparison/Verdict.js';
export {
  type AciGains,
  type ConformalController,
  type ConformalizeOptions,
  type ConformalModel,
  type ConformalSettings,
  type ConformalState,
  type ConformalTrainer,
  type ControllerOptions,
  conformalize,
  type EwmaScaleOptions,
  type EwmaScaleState,
  type PendingForecast,
  type PidGains,
  type RealizedCoverage,
  type RestoreConformalOptions,
  restoreConformal,
  type ScoreScale,
  type ScoreTransform,
  type VarianceForecast,
  type VarianceModel,
  type VolatilityState,
  type VolatilityTrainer,
} from './conformal/index.js';
export {
  type DecisionOptions,
  type EstimatedProbability,
  type ExpectedShortfallResult,
  expectedShortfall,
  type PathForecast,
  type PathSource,
  type ProbabilityAboveOptions,
  probabilityAbove,
  type RiskOptions,
  type TouchProbabilityOptions,
  touchProbability,
  type ValueAtRiskResult,
  valueAtRisk,
} from './decisions/index.js';
export { evaluateForecast } from './evaluateForecast.js';
export type {
  EvaluateForecastOptions,
  ForecastMetrics,
  IntervalMetrics,
  ScaledForecastMetrics,
  ScaledIntervalMetrics,
} from './ForecastMetrics.js';
export { bias } from './metrics/bias.js';
export { coverage } from './metrics/coverage.js';
export { crps, type PredictiveDistribution, type QuantileForecast } from './metrics/crps.js';
export { type DirectionalAccuracyOptions, directionalAccuracy } from './metrics/directionalAccuracy.js';
export { type IntervalEnds, type LevelledInterval, winklerLoss } from './metrics/intervalLoss.js';
export { mae } from './metrics/mae.js';
export { mape } from './metrics/mape.js';
export { type MaseOptions, mase } from './metrics/mase.js';
export { type MsisOptions, msis } from './metrics/msis.js';
export type { NaiveScale } from './metrics/naiveScale.js';
export { type PinballLossOptions, pinballLoss } from './metrics/pinballLoss.js';
export { type QlikeOptions, qlike } from './metrics/qlike.js';
export { rmse } from './metrics/rmse.js';
export { type RmsseOptions, rmsse } from './metrics/rmsse.js';
export { definedSkill, skillScore } from './metrics/skillScore.js';
export { smape } from './metrics/smape.js';
export { theilU } from './metrics/theilU.js';
export { winkler } from './metrics/winkler.js';
