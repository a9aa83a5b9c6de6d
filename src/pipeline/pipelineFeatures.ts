import type { FeatureSpec } from '../features/index.js';

/** The features the pipeline computes. */
export const pipelineFeatures = {
  logReturn: { feature: 'logReturns' },
  mean24: { feature: 'sma', period: 24 },
  volatility24: { feature: 'rollingStandardDeviation', window: 24, of: { feature: 'logReturns' } },
  rsi14: { feature: 'rsi', period: 14 },
} as const satisfies FeatureSpec;

/**
 * A column of the pipeline's features: the log return of one step, the mean price and the standard deviation
 * of log returns of 24 steps, and the relative strength index of 14.
 */
export type PipelineFeature = keyof typeof pipelineFeatures;
