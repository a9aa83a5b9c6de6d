/** Autoregressive integrated moving average models, by exact maximum likelihood. */
export {
  type ArimaAppendOptions,
  type ArimaModel,
  type ArimaSeriesOptions,
  restoreArima,
} from './ArimaModel.js';
export type { ArimaSearchOptions } from './ArimaSearchOptions.js';
export type { ArimaDiagnostics } from './arimaDiagnostics.js';
export type { ArimaForecast } from './arimaForecast.js';
export type { ArimaForecastOptions } from './arimaForecastOptions.js';
export {
  type ArimaOrder,
  requireArimaOrder,
  requireSeasonalOrder,
  type SeasonalOrder,
} from './arimaOrder.js';
export type { ArimaRoots, InverseRoot } from './arimaRoots.js';
export type {
  ArimaConvergence,
  ArimaEndState,
  ArimaParameters,
  ArimaRegression,
  ArimaState,
} from './arimaState.js';
export type { ArmaEffort, FitMethod } from './fitArma.js';
export { type RefitArimaOptions, refitArima } from './refitArima.js';
export type { ArimaSearchReport, TriedModel } from './selectArima.js';
export type { ArimaSeason, TrainArimaOptions } from './TrainArimaOptions.js';
export { trainArima } from './trainArima.js';
