import { availableParallelism } from 'node:os';
import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import type { Clock } from '../../runtime/index.js';
import { requireModelRequest } from './requireTrainJob.js';
import type { JobTrainers, ModelRequest } from './TrainJob.js';

/** What {@link createTrainingPool} takes. */
export interface TrainingPoolOptions {
  /** How many jobs are worked on at once, each in a worker thread of its own, 1 to 1024. Default: the cores there are. */
  readonly concurrency?: number | undefined;
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
  /** How long a worker without a job stays before it is ended, milliseconds; the next job starts one. Default 5000. */
  readonly idleMs?: number | undefined;
  /** Where models take the time they were fitted at from. Default: the machine's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/** {@link TrainingPoolOptions} checked, with the defaults filled in. */
export interface ResolvedTrainingPool {
  readonly concurrency: number;
  readonly budgetMs: number | undefined;
  readonly ladder: readonly ModelRequest[];
  readonly heapMb: number;
  readonly idleMs: number;
  /** The injected clock's time; `undefined` for the machine's. */
  readonly now: () => number | undefined;
}

const keys = ['concurrency', 'budgetMsPerJob', 'ladder', 'heapMbPerWorker', 'idleMs', 'clock'];

const longestTimerMs = 2 ** 31 - 1;

/**
 * Checks the options of a function that makes a pool, which may have others beside.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
 */
export function resolveTrainingPool(
  maker: string,
  options: TrainingPoolOptions,
  otherKeys: readonly string[] = [],
): ResolvedTrainingPool {
  requireKnownKeys(`${maker} options`, options, [...keys, ...otherKeys]);
  const { concurrency = availableParallelism(), budgetMsPerJob, clock } = options;
  const { heapMbPerWorker = 1024, idleMs = 5000 } = options;
  if (clock !== undefined && typeof clock?.now !== 'function') {
    const expected = 'an object with a now() function';
    throw new InvalidArgumentError({ argument: 'clock', value: clock, expected });
  }
  return {
    concurrency: requireInteger('concurrency', concurrency, { min: 1, max: 1024 }),
    budgetMs:
      budgetMsPerJob === undefined
        ? undefined
        : requireNumber('budgetMsPerJob', budgetMsPerJob, { min: 1, max: longestTimerMs }),
    ladder: resolveLadder(options.ladder),
    heapMb: requireInteger('heapMbPerWorker', heapMbPerWorker, { min: 16, max: 1_048_576 }),
    idleMs: requireNumber('idleMs', idleMs, { min: 0, max: longestTimerMs }),
    now: () => (clock === undefined ? undefined : requireNumber('clock.now()', clock.now())),
  };
}

/** @throws {@link InvalidArgumentError} when it is given and is none. */
export function requireSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || typeof signal?.throwIfAborted === 'function') return signal;
  throw new InvalidArgumentError({ argument: 'signal', value: signal, expected: 'an AbortSignal' });
}

function resolveLadder(ladder: TrainingPoolOptions['ladder'] = ['ets', 'naive']): readonly ModelRequest[] {
  if (!Array.isArray(ladder)) {
    const expected = `a list of models, such as ['ets', 'naive']`;
    throw new InvalidArgumentError({ argument: 'ladder', value: ladder, expected });
  }
  return ladder.map((rung, i) =>
    requireModelRequest(`ladder[${i}]`, typeof rung === 'string' ? ({ model: rung } as ModelRequest) : rung),
  );
}
