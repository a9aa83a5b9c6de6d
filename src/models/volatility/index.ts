/** Models of volatility: the variance of returns, and what it says of prices. */
export type { VolatilityAppendOptions } from './appendedValues.js';
export { type EwmaVolatilityModel, restoreEwmaVolatility } from './EwmaVolatilityModel.js';
export type { EwmaVolatilityState } from './ewmaVolatilityState.js';
export type { GarchForecastOptions } from './GarchForecastOptions.js';
export { type GarchModel, restoreGarch } from './GarchModel.js';
export type { GarchForecast } from './garchForecast.js';
export type { GarchConvergence, GarchFit, GarchParameters, GarchState } from './garchState.js';
export { type HarModel, restoreHar } from './HarModel.js';
export type { HarFit } from './harRegression.js';
export type { HarState } from './harState.js';
export { type RealizedVariancesOptions, realizedVariances } from './realizedVariances.js';
export type { TrainGarchOptions } from './TrainGarchOptions.js';
export { type TrainEwmaVolatilityOptions, trainEwmaVolatility } from './trainEwmaVolatility.js';
export { trainGarch } from './trainGarch.js';
export { type TrainHarOptions, trainHar } from './trainHar.js';
export type { VolatilityInput } from './trainingReturns.js';
export type { VolatilityForecast } from './VolatilityForecast.js';
