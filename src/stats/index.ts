/** Autocorrelation, and tests of stationarity and of residuals. */
export { type AcfOptions, type AcfResult, acf } from './acf.js';
export type { AdfLagRule } from './adfLags.js';
export { type AdfPValueMethod, type AdfTestOptions, type AdfTestResult, adfTest } from './adfTest.js';
export { type ArchLmTestOptions, type ArchLmTestResult, archLmTest } from './archLmTest.js';
export {
  type AssessStationarityOptions,
  assessStationarity,
  type StationarityAdvice,
  type StationarityAssessment,
  type StationarityTestResults,
} from './assessStationarity.js';
export { type BoxCoxOptions, type BoxCoxResult, boxCox } from './boxCox.js';
export { type BoxCoxLambdaOptions, type BoxCoxMethod, boxCoxLambda } from './boxCoxLambda.js';
export type { BreakKind } from './breakRegression.js';
export type { CusumReference } from './changeReference.js';
export {
  type CrossCorrelationOptions,
  type CrossCorrelationResult,
  crossCorrelation,
} from './crossCorrelation.js';
export { type CusumSide, type CusumTestOptions, type CusumTestResult, cusumTest } from './cusumTest.js';
export {
  type DetectSeasonalityOptions,
  type DetectSeasonalityResult,
  detectSeasonality,
  type SeasonalPeriod,
} from './detectSeasonality.js';
export type { AdfRegression } from './dickeyFullerPValue.js';
export { type DifferenceResult, difference } from './difference.js';
export type { DifferenceOptions } from './differenceOrders.js';
export type { CriticalValue, HypothesisTestResult } from './HypothesisTestResult.js';
export {
  type HurstExponentOptions,
  type HurstExponentResult,
  type HurstInput,
  type HurstMethod,
  hurstExponent,
} from './hurstExponent.js';
export { type InverseBoxCoxOptions, inverseBoxCox } from './inverseBoxCox.js';
export { type JarqueBeraTestResult, jarqueBeraTest } from './jarqueBeraTest.js';
export type { KolmogorovSmirnovAlternative } from './kolmogorovSmirnovDistance.js';
export {
  type KolmogorovSmirnovTestOptions,
  type KolmogorovSmirnovTestResult,
  kolmogorovSmirnovTest,
} from './kolmogorovSmirnovTest.js';
export type { KpssLagRule } from './kpssLags.js';
export { type KpssRegression, type KpssTestOptions, type KpssTestResult, kpssTest } from './kpssTest.js';
export { type LjungBoxTestOptions, type LjungBoxTestResult, ljungBoxTest } from './ljungBoxTest.js';
export { type MstlOptions, type MstlResult, mstl, type SeasonalComponent } from './mstl.js';
export { type NdiffsOptions, ndiffs } from './ndiffs.js';
export { type NsdiffsOptions, nsdiffs } from './nsdiffs.js';
export { type PacfMethod, type PacfOptions, type PacfResult, pacf } from './pacf.js';
export {
  type ChangeDirection,
  type PageHinkleyTestOptions,
  type PageHinkleyTestResult,
  pageHinkleyTest,
} from './pageHinkleyTest.js';
export {
  type PeriodogramDetrend,
  type PeriodogramOptions,
  type PeriodogramResult,
  periodogram,
} from './periodogram.js';
export type { PpMoments } from './phillipsPerronRegression.js';
export { type PpLagRule, type PpTestOptions, type PpTestResult, type PpType, ppTest } from './ppTest.js';
export { rejectionRule } from './rejectionRule.js';
export type { SpreadOnLevel } from './spreadOnLevel.js';
export type { StationarityEvidence, StationarityTestTriple } from './stationarityEvidence.js';
export type { StationarityVerdict } from './stationarityVerdict.js';
export { type StlOptions, type StlResult, stl } from './stl.js';
export type { SeasonalWindow, StlFitOptions } from './stlOptions.js';
export { type UndifferenceOptions, undifference } from './undifference.js';
export type { VarianceRatio } from './varianceRatios.js';
export {
  type VarianceRatioTestOptions,
  type VarianceRatioTestResult,
  varianceRatioTest,
} from './varianceRatioTest.js';
export type { ZivotAndrewsLagRule } from './zivotAndrewsLags.js';
export {
  type ZivotAndrewsTestOptions,
  type ZivotAndrewsTestResult,
  zivotAndrewsTest,
} from './zivotAndrewsTest.js';
