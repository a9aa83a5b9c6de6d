/** The benchmarks every model has to beat: the last value, and the straight line through the ends. */
export { type DriftModel, restoreDrift } from './DriftModel.js';
export type { DriftState } from './driftState.js';
export { type NaiveModel, restoreNaive } from './NaiveModel.js';
export type { NaiveState } from './naiveState.js';
export { type TrainDriftOptions, trainDrift } from './trainDrift.js';
export { type TrainNaiveOptions, trainNaive } from './trainNaive.js';
