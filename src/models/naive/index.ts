/** The benchmarks every model has to beat: the last value, the last season, the line through the ends, the mean. */
export { type DriftModel, restoreDrift } from './DriftModel.js';
export type { DriftState } from './driftState.js';
export { type MeanModel, restoreMean } from './MeanModel.js';
export type { MeanState } from './meanState.js';
export { type NaiveModel, restoreNaive } from './NaiveModel.js';
export type { NaiveState } from './naiveState.js';
export { restoreSeasonalNaive, type SeasonalNaiveModel } from './SeasonalNaiveModel.js';
export type { SeasonalNaiveState } from './seasonalNaiveState.js';
export { type TrainDriftOptions, trainDrift } from './trainDrift.js';
export { type TrainMeanOptions, trainMean } from './trainMean.js';
export { type TrainNaiveOptions, trainNaive } from './trainNaive.js';
export { type TrainSeasonalNaiveOptions, trainSeasonalNaive } from './trainSeasonalNaive.js';
