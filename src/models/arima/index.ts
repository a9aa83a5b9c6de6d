/** Autoregressive integrated moving average models, by exact maximum likelihood. */
export { type ArimaModel, restoreArima } from './ArimaModel.js';
export type { ArimaOrder } from './arimaOrder.js';
export type { ArimaConvergence, ArimaState } from './arimaState.js';
export { type TrainArimaOptions, trainArima } from './trainArima.js';
