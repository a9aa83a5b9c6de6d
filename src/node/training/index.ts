/** Many trainings at once, in worker threads. */
export type { TrainJobs } from './jobSource.js';
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
