import { requireKnownKeys, WorkerError } from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import { createPlaces } from './createPlaces.js';
import { createWorkerPool } from './createWorkerPool.js';
import { notBegun, settleJob } from './settleJob.js';
import { requireSignal, resolveTrainingPool, type TrainingPoolOptions } from './TrainingPoolOptions.js';
import type { TrainJob } from './TrainJob.js';
import type { TrainManyResult } from './TrainManyResult.js';

/** Worker threads that train models as jobs come, see {@link createTrainingPool}. */
export interface TrainingPool {
  /**
   * Trains a model and gives what became of the job, as `trainMany` does, also where the training failed, hung or took its
   * worker with it. Jobs wait in the order in which they come. When `signal` aborts, the job is `aborted` at once, wherever
   * it is, by the signal's own reason.
   *
   * @throws {@link coincast!InvalidArgumentError} when an option is unknown or does not fit; nothing else rejects.
   */
  train<Own extends FittedModel = never>(
    job: TrainJob,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<TrainManyResult<Own>>;
  /** How many jobs are under way or waiting. */
  readonly pending: number;
  /** Ends all workers; jobs under way or waiting, and those that come after, are `aborted` with a `WorkerError`. */
  close(): Promise<void>;
}

/**
 * A pool of worker threads that stays, for services that train models as they are asked for: `trainMany` without its end.
 *
 * Jobs, budgets, the ladder, what is copied and how models come back are those of {@link trainMany}. Workers are started
 * when they are needed, stay for `idleMs`, are replaced when they end, and keep no process alive that has nothing else to
 * do; `close` is for ending early what is under way. A series is copied when its job gets a worker, so that waiting jobs
 * cost nothing but themselves: where callers are many, look at `pending` and refuse.
 *
 * @throws {@link coincast!InvalidArgumentError} when an option is unknown or out of bounds.
 * @example
 * ```ts
 * import { createTrainingPool } from 'coincast/node';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const pool = createTrainingPool({ concurrency: 1, budgetMsPerJob: 60_000 });
 * const bitcoin = simulateMarket({ seed: 7, length: 200 });
 * const result = await pool.train({ id: 'bitcoin', series: bitcoin, model: 'theta' });
 * result.kind; // => 'theta'
 * const late = AbortSignal.abort(new Error('too late'));
 * (await pool.train({ id: 'bitcoin', series: bitcoin, model: 'auto' }, { signal: late })).status; // => 'aborted'
 * await pool.close();
 * ```
 */
export function createTrainingPool(options: TrainingPoolOptions = {}): TrainingPool {
  const { concurrency, budgetMs, ladder, heapMb, idleMs, now } = resolveTrainingPool(
    'createTrainingPool',
    options,
  );
  const pool = createWorkerPool({ threads: concurrency, heapMb, budgetMs, idleMs });
  const places = createPlaces(concurrency);
  const pending = new Set<AbortController>();
  let closed: WorkerError | undefined;

  async function settle<Own extends FittedModel>(job: TrainJob, signal: AbortSignal) {
    const leave = await places.take(signal);
    if (leave === undefined) return notBegun(job?.id, signal.reason);
    try {
      return await settleJob<Own>(job, { pool, ladder, now, signal });
    } finally {
      leave();
    }
  }

  return Object.freeze<TrainingPool>({
    async train<Own extends FittedModel = never>(
      job: TrainJob,
      training: { readonly signal?: AbortSignal | undefined } = {},
    ): Promise<TrainManyResult<Own>> {
      requireKnownKeys('train options', training, ['signal']);
      const signal = requireSignal(training.signal);
      if (closed !== undefined) return notBegun(job?.id, closed);
      const end = new AbortController();
      const onAbort = () => end.abort(signal!.reason);
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
      pending.add(end);
      try {
        return await settle<Own>(job, end.signal);
      } finally {
        pending.delete(end);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    get pending() {
      return pending.size;
    },
    async close() {
      closed ??= new WorkerError({
        reason: 'unavailable',
        message:
          'The training pool was closed before the job was done. Make another one with createTrainingPool.',
      });
      for (const end of pending) end.abort(closed);
      await pool.close();
    },
  });
}
