/** Answers to questions of decisions, from joint sample paths. */
export type { EstimatedProbability } from './EstimatedProbability.js';
export { type ExpectedShortfallResult, expectedShortfall } from './expectedShortfall.js';
export type { DecisionOptions, PathForecast, PathSource } from './PathSource.js';
export { type ProbabilityAboveOptions, probabilityAbove } from './probabilityAbove.js';
export type { RiskOptions } from './sampledLosses.js';
export { type TouchProbabilityOptions, touchProbability } from './touchProbability.js';
export { type ValueAtRiskResult, valueAtRisk } from './valueAtRisk.js';
