import { InvalidArgumentError } from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import type { ProgressEvent } from '../../runtime/index.js';
import {
  type ResolvedTrainingPool,
  requireSignal,
  resolveTrainingPool,
  type TrainingPoolOptions,
} from './TrainingPoolOptions.js';
import type { TrainManyResult } from './TrainManyResult.js';

/** What `onProgress` of `trainMany` is told when a job is done; `stage` is `train`. */
export interface TrainManyProgress<Own extends FittedModel = never> extends ProgressEvent {
  readonly stage: 'train';
  /** What became of the job, in the order in which jobs end. */
  readonly result: TrainManyResult<Own>;
  /** Jobs done a second, since the start. */
  readonly ratePerSecond: number;
  /** How long the rest takes at that rate, milliseconds, where `total` is known. */
  readonly remainingMs?: number;
}

/** What {@link trainMany} takes. */
export interface TrainManyOptions<Own extends FittedModel = never> extends TrainingPoolOptions {
  /** Ends the work: running trainings are stopped at once, and what is not done is `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every job done; what it throws ends the work and rejects. */
  readonly onProgress?: ((event: TrainManyProgress<Own>) => void) | undefined;
}

/** @throws {@link InvalidArgumentError} when an option is unknown or out of bounds. */
export function resolveTrainMany<Own extends FittedModel>(
  options: TrainManyOptions<Own>,
): Pick<ResolvedTrainingPool, 'concurrency'> {
  const { onProgress } = options;
  const resolved = resolveTrainingPool('trainMany', options, ['signal', 'onProgress']);
  requireSignal(options.signal);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new InvalidArgumentError({ argument: 'onProgress', value: onProgress, expected: 'a function' });
  }
  return resolved;
}
