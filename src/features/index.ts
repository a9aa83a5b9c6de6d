/** Features of a series: causal columns of numbers, as long as the series they come from. */
export { type BuildFeaturesOptions, buildFeatures, type FeatureTable } from './buildFeatures.js';
export type { FeatureColumnSpec, FeatureName, FeatureSpec } from './features.js';
export { type LogReturnsOptions, logReturns } from './logReturns.js';
export { type RollingMeanOptions, rollingMean } from './rollingMean.js';
export {
  type RollingStandardDeviationOptions,
  rollingStandardDeviation,
} from './rollingStandardDeviation.js';
export { type RsiOptions, rsi } from './rsi.js';
