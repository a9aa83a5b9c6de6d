import { availableParallelism } from 'node:os';
import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import type { Clock, ProgressEvent } from '../../runtime/index.js';
import { requireModelRequest } from './requireTrainJob.js';
import type { JobTrainers, ModelRequest } from './TrainJob.js';
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
export interface TrainManyOptions<Own extends FittedModel = never> {
  /** How many jobs are worked on at once, each in a worker thread of its own, 1 to 1024. Default: the cores there are. */
  readonly concurrency?: number | undefined;
  /** Ends the work: running trainings are stopped at once, and what is not done is `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every job done; what it throws ends the work and rejects. */
  readonly onProgress?: ((event: TrainManyProgress<Own>) => void) | undefined;
  /**
   * How long a training may take from when its worker begins it, milliseconds. Past that the worker is ended, wherever it
   * is, and replaced. It holds for each model of the ladder anew. Automatic ARIMA has a `search.budgetMs` of its own: at
   * half of this, say, it gives the best model until then rather than none. Default: none.
   */
  readonly budgetMsPerJob?: number | undefined;
  /**
   * What is trained instead, one after the other, when a model cannot be: names, or models with options; `[]` for nothing.
   * A job that asks for one of them goes on with those after it. Default `['ets', 'naive']`.
   */
  readonly ladder?: readonly (keyof JobTrainers | ModelRequest)[] | undefined;
  /** The heap a worker may fill, mebibytes, at least 16; one that needs more is ended and replaced. Default 1024. */
  readonly heapMbPerWorker?: number | undefined;
  /** Where models take the time they were fitted at from. Default: the machine's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/** {@link TrainManyOptions} checked, with the defaults filled in. */
export interface ResolvedTrainMany<Own extends FittedModel> {
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((event: TrainManyProgress<Own>) => void) | undefined;
  readonly budgetMs: number | undefined;
  readonly ladder: readonly ModelRequest[];
  readonly heapMb: number;
  /** The injected clock's time; `undefined` for the machine's. */
  readonly now: () => number | undefined;
}

const longestTimerMs = 2 ** 31 - 1;

/** @throws {@link InvalidArgumentError} when an option is unknown or out of bounds. */
export function resolveTrainMany<Own extends FittedModel>(
  options: TrainManyOptions<Own>,
): ResolvedTrainMany<Own> {
  requireKnownKeys('trainMany options', options, [
    ...['concurrency', 'signal', 'onProgress', 'budgetMsPerJob', 'ladder', 'heapMbPerWorker', 'clock'],
  ]);
  const { concurrency = availableParallelism(), signal, onProgress, budgetMsPerJob, clock } = options;
  const { heapMbPerWorker = 1024 } = options;
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    throw new InvalidArgumentError({ argument: 'signal', value: signal, expected: 'an AbortSignal' });
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new InvalidArgumentError({ argument: 'onProgress', value: onProgress, expected: 'a function' });
  }
  if (clock !== undefined && typeof clock?.now !== 'function') {
    const expected = 'an object with a now() function';
    throw new InvalidArgumentError({ argument: 'clock', value: clock, expected });
  }
  return {
    concurrency: requireInteger('concurrency', concurrency, { min: 1, max: 1024 }),
    signal,
    onProgress,
    budgetMs:
      budgetMsPerJob === undefined
        ? undefined
        : requireNumber('budgetMsPerJob', budgetMsPerJob, { min: 1, max: longestTimerMs }),
    ladder: resolveLadder(options.ladder),
    heapMb: requireInteger('heapMbPerWorker', heapMbPerWorker, { min: 16, max: 1_048_576 }),
    now: () => (clock === undefined ? undefined : requireNumber('clock.now()', clock.now())),
  };
}

function resolveLadder(ladder: TrainManyOptions['ladder'] = ['ets', 'naive']): readonly ModelRequest[] {
  if (!Array.isArray(ladder)) {
    const expected = `a list of models, such as ['ets', 'naive']`;
    throw new InvalidArgumentError({ argument: 'ladder', value: ladder, expected });
  }
  return ladder.map((rung, i) =>
    requireModelRequest(`ladder[${i}]`, typeof rung === 'string' ? ({ model: rung } as ModelRequest) : rung),
  );
}
