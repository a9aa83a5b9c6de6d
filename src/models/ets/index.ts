/** Exponential smoothing: error, trend and season in state-space form. */
export type { EtsComponent, EtsForm } from './EtsForm.js';
export { type EtsModel, restoreEts, type TriedEts } from './EtsModel.js';
export type { EtsForecast, EtsForecastOptions } from './etsForecast.js';
export type { EtsLevels, EtsParameters, EtsState } from './etsState.js';
export type { EtsModelName, EtsModelOptions, TrainEtsOptions } from './TrainEtsOptions.js';
export { trainEts } from './trainEts.js';
