/** Seasonal adjustment by loess, and any model of the rest. */
export { createStlModel, type StlModel } from './StlModel.js';
export { parseStlState, type StlSeason, type StlState } from './stlState.js';
export { type TrainStlOptions, trainStl } from './trainStl.js';
