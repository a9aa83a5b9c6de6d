/** Fitted models: the contract they keep, and the families. */
export {
  type ArimaConvergence,
  type ArimaModel,
  type ArimaOrder,
  type ArimaState,
  restoreArima,
  type TrainArimaOptions,
  trainArima,
} from './arima/index.js';
export type {
  FittedModel,
  Forecast,
  ForecastOptions,
  ModelState,
  PredictionInterval,
  Trainer,
  TrainingSummary,
  TrainOptions,
} from './model.js';
export {
  type DriftModel,
  type DriftState,
  type NaiveModel,
  type NaiveState,
  restoreDrift,
  restoreNaive,
  type TrainDriftOptions,
  type TrainNaiveOptions,
  trainDrift,
  trainNaive,
} from './naive/index.js';
