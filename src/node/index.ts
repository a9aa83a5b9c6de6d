/**
 * What needs Node: files of prices and of models, and training in worker threads.
 *
 * @module coincast/node
 */
export { loadModel } from './loadModel.js';
export { type ReadPricesCsvOptions, readPricesCsv } from './readPricesCsv.js';
export { saveModel } from './saveModel.js';
export {
  type AbortedJob,
  type FailedJob,
  type JobOptions,
  type JobTrainers,
  type LadderReason,
  type LadderStep,
  type ModelRequest,
  type ModuleModelRequest,
  type NamedModelRequest,
  type TrainedJob,
  type TrainJob,
  type TrainJobs,
  type TrainManyOptions,
  type TrainManyProgress,
  type TrainManyResult,
  trainMany,
} from './training/index.js';
export { writePricesCsv } from './writePricesCsv.js';
