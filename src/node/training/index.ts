/** Many trainings at once, in worker threads. */
export { createTrainingPool, type TrainingPool } from './createTrainingPool.js';
export type { TrainJobs } from './jobSource.js';
export type { TrainingPoolOptions } from './TrainingPoolOptions.js';
export type {
  JobOptions,
  JobTrainers,
  ModelRequest,
  ModuleModelRequest,
  NamedModelRequest,
  TrainJob,
} from './TrainJob.js';
export type { TrainManyOptions, TrainManyProgress } from './TrainManyOptions.js';
export type {
  AbortedJob,
  FailedJob,
  LadderReason,
  LadderStep,
  TrainedJob,
  TrainManyResult,
} from './TrainManyResult.js';
export { trainMany } from './trainMany.js';
