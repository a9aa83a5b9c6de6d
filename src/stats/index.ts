/** Autocorrelation, and tests of stationarity and of residuals. */
export { type AcfOptions, type AcfResult, acf } from './acf.js';
export type { AdfLagRule } from './adfLags.js';
export { type AdfPValueMethod, type AdfTestOptions, type AdfTestResult, adfTest } from './adfTest.js';
export type { AdfRegression } from './dickeyFullerPValue.js';
export type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
export type { KpssLagRule } from './kpssLags.js';
export { type KpssRegression, type KpssTestOptions, type KpssTestResult, kpssTest } from './kpssTest.js';
export { type LjungBoxTestOptions, type LjungBoxTestResult, ljungBoxTest } from './ljungBoxTest.js';
