/** Features of prices and candles: causal columns of numbers, as long as the series they come from. */
export type { AuditedOutput } from './audit/auditedCells.js';
export {
  type AuditedFunction,
  type AuditLeakageOptions,
  auditLeakage,
  type Leak,
  type LeakageAudit,
} from './auditLeakage.js';
export { type BuildFeaturesOptions, buildFeatures } from './buildFeatures.js';
export type { CalendarOptions } from './calendar/CalendarOptions.js';
export { dayOfWeek } from './calendar/dayOfWeek.js';
export { type CircleOutput, hourOfDay } from './calendar/hourOfDay.js';
export { type SessionOutput, session } from './calendar/session.js';
export {
  type CreateFeatureStreamOptions,
  createFeatureStream,
  type FeatureStream,
  type StreamedFeatures,
} from './createFeatureStream.js';
export type { FeatureSource } from './engine/computeFeature.js';
export type { OtherSeries } from './engine/givenColumns.js';
export type {
  NestedFeature,
  OtherSource,
  PairOptions,
  Source,
  SourceColumn,
  SourceOptions,
} from './engine/Source.js';
export type { FeatureSeries } from './engine/seriesColumns.js';
export type { ColumnName, FeatureColumnSpec, FeatureName, FeatureSpec } from './features.js';
export { type CciOptions, cci } from './oscillators/cci.js';
export { type MfiOptions, mfi } from './oscillators/mfi.js';
export { type RsiOptions, rsi } from './oscillators/rsi.js';
export { type StochasticOptions, type StochasticOutput, stochastic } from './oscillators/stochastic.js';
export { type WilliamsROptions, williamsR } from './oscillators/williamsR.js';
export { type LagOptions, lag } from './relations/lag.js';
export { type RelativeStrengthOptions, relativeStrength } from './relations/relativeStrength.js';
export { type RollingCorrelationOptions, rollingCorrelation } from './relations/rollingCorrelation.js';
export { type RollingQuantileOptions, rollingQuantile } from './relations/rollingQuantile.js';
export { type DrawdownOptions, drawdown } from './returns/drawdown.js';
export { type LogReturnsOptions, logReturns } from './returns/logReturns.js';
export { type MomentumOptions, momentum } from './returns/momentum.js';
export { type RateOfChangeOptions, rateOfChange } from './returns/rateOfChange.js';
export type { SpanOptions } from './returns/SpanOptions.js';
export { type SimpleReturnsOptions, simpleReturns } from './returns/simpleReturns.js';
export { type ZScoreOptions, zScore } from './returns/zScore.js';
export type { FeatureObservation } from './stream/FeatureObservation.js';
export type { FeatureTable } from './table/FeatureTable.js';
export { formatFeaturesCsv } from './table/formatFeaturesCsv.js';
export { type FeatureRow, toFeatureRows } from './table/toFeatureRows.js';
export { type AdxOptions, type AdxOutput, adx } from './trend/adx.js';
export { type AroonOptions, type AroonOutput, aroon } from './trend/aroon.js';
export { type EmaOptions, ema } from './trend/ema.js';
export { type IchimokuOptions, type IchimokuOutput, ichimoku } from './trend/ichimoku.js';
export { type MacdOptions, type MacdOutput, macd } from './trend/macd.js';
export { type ParabolicSarOptions, type ParabolicSarOutput, parabolicSar } from './trend/parabolicSar.js';
export { type SmaOptions, sma } from './trend/sma.js';
export { type SupertrendOptions, type SupertrendOutput, supertrend } from './trend/supertrend.js';
export { type WmaOptions, wma } from './trend/wma.js';
export { type AtrOptions, atr } from './volatility/atr.js';
export { type BollingerOptions, type BollingerOutput, bollinger } from './volatility/bollinger.js';
export { type DonchianOptions, type DonchianOutput, donchian } from './volatility/donchian.js';
export { type EwmaVolatilityOptions, ewmaVolatility } from './volatility/ewmaVolatility.js';
export {
  type GarmanKlassVolatilityOptions,
  garmanKlassVolatility,
} from './volatility/garmanKlassVolatility.js';
export { type KeltnerOptions, type KeltnerOutput, keltner } from './volatility/keltner.js';
export { type ParkinsonVolatilityOptions, parkinsonVolatility } from './volatility/parkinsonVolatility.js';
export { type RealizedVolatilityOptions, realizedVolatility } from './volatility/realizedVolatility.js';
export {
  type RogersSatchellVolatilityOptions,
  rogersSatchellVolatility,
} from './volatility/rogersSatchellVolatility.js';
export {
  type RollingStandardDeviationOptions,
  rollingStandardDeviation,
} from './volatility/rollingStandardDeviation.js';
export type { VolatilityOptions } from './volatility/VolatilityOptions.js';
export { type YangZhangVolatilityOptions, yangZhangVolatility } from './volatility/yangZhangVolatility.js';
export { type ChaikinMoneyFlowOptions, chaikinMoneyFlow } from './volume/chaikinMoneyFlow.js';
export { type ObvOptions, obv } from './volume/obv.js';
export { type VolumeZScoreOptions, volumeZScore } from './volume/volumeZScore.js';
export { type VwapOptions, vwap } from './volume/vwap.js';
