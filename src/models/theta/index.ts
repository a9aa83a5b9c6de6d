/** The Theta method: a level that follows the series, and part of its line. */
export type { SeasonKind } from './classicalSeason.js';
export { restoreTheta, type ThetaModel } from './ThetaModel.js';
export type { ThetaParameters, ThetaSeason, ThetaState } from './thetaState.js';
export { type TrainThetaOptions, trainTheta } from './trainTheta.js';
