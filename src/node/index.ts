/**
 * What needs Node: files of prices and of models, a store of models in a folder, and training in worker threads.
 *
 * @module coincast/node
 */
export { createFileStore } from './createFileStore.js';
export { loadModel } from './loadModel.js';
export { type ReadPricesCsvOptions, readPricesCsv } from './readPricesCsv.js';
export { saveModel } from './saveModel.js';
export {
  type AbortedJob,
  createTrainingPool,
  type FailedJob,
  type JobOptions,
  type JobTrainers,
  type LadderReason,
  type LadderStep,
  type ModelRequest,
  type ModuleModelRequest,
  type NamedModelRequest,
  type TrainedJob,
  type TrainingPool,
  type TrainingPoolOptions,
  type TrainJob,
  type TrainJobs,
  type TrainManyOptions,
  type TrainManyProgress,
  type TrainManyResult,
  trainMany,
} from './training/index.js';
export { writePricesCsv } from './writePricesCsv.js';
