/** Intervals calibrated on the errors forecasts have really made. */

export type {
  ConformalizeOptions,
  ControllerOptions,
  EwmaScaleOptions,
  ScoreScale,
  VolatilityTrainer,
} from './ConformalizeOptions.js';
export {
  type ConformalModel,
  type RealizedCoverage,
  restoreConformal,
} from './ConformalModel.js';
export { type ConformalTrainer, conformalize } from './conformalize.js';
export type {
  AciGains,
  ConformalController,
  ConformalSettings,
  ConformalState,
  EwmaScaleState,
  PendingForecast,
  PidGains,
  VolatilityState,
} from './conformalState.js';
export type { VarianceForecast, VarianceModel } from './modelScale.js';
export type { RestoreConformalOptions } from './restoreWrapped.js';
export type { ScoreTransform } from './scoreSpace.js';
