/** How good a forecast was: the metrics, one by one and all at once. */
export {
  type EvaluateForecastOptions,
  evaluateForecast,
  type ForecastMetrics,
  type IntervalCoverage,
  type ScaledForecastMetrics,
} from './evaluateForecast.js';
export { coverage } from './metrics/coverage.js';
export { type DirectionalAccuracyOptions, directionalAccuracy } from './metrics/directionalAccuracy.js';
export { mae } from './metrics/mae.js';
export { mape } from './metrics/mape.js';
export { type MaseOptions, mase } from './metrics/mase.js';
export { rmse } from './metrics/rmse.js';
export { smape } from './metrics/smape.js';
