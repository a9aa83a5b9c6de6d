import { Piscina } from 'piscina';
import { WorkerError, type WorkerErrorReason } from '../../errors/index.js';
import type { TrainReply, TrainTask } from './trainTask.js';
import { workerFile } from './workerFile.js';

/** What a {@link WorkerPool} is made of. */
export interface WorkerPoolOptions {
  /** The most worker threads; each is started when it is needed. */
  readonly threads: number;
  /** The heap a worker may fill, mebibytes. */
  readonly heapMb: number;
  /** How long a task may take from its beginning, milliseconds. */
  readonly budgetMs: number | undefined;
  /** How long a worker without a task stays, milliseconds. */
  readonly idleMs: number;
}

/** Worker threads that train; one that ends is replaced. */
export interface WorkerPool {
  /**
   * Does a task in a worker. No more than there are threads may be under way.
   *
   * @throws {@link WorkerError} when the worker does not finish it.
   * @throws The signal's own reason when it aborts; the worker is ended then.
   */
  run(task: TrainTask, options: RunOptions): Promise<TrainReply>;
  /** Ends all workers. */
  close(): Promise<void>;
}

interface RunOptions {
  /** What is moved to the worker rather than copied. */
  readonly transferList: readonly ArrayBuffer[];
  readonly signal: AbortSignal;
}

/** How long a worker may take to start; one that has not begun by then never will. */
const startMs = 60_000;

/** Makes the pool; it keeps no process alive. */
export function createWorkerPool({ threads, heapMb, budgetMs, idleMs }: WorkerPoolOptions): WorkerPool {
  const pool = new Piscina({
    filename: workerFile().href,
    name: 'runTrainTask',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const begun = new Map<number, () => void>();
  let lastId = 0;
  pool.on('message', (message: { begunTask?: number } | null) => begun.get(message?.begunTask ?? 0)?.());
  // A worker without a task has ended: it is replaced, and no job is touched.
  pool.on('error', () => {});

  async function run(task: TrainTask, { transferList, signal }: RunOptions): Promise<TrainReply> {
    signal.throwIfAborted();
    const id = ++lastId;
    const end = new AbortController();
    const onAbort = () => end.abort(signal.reason);
    const endAfter = (ms: number, error: () => WorkerError) =>
      // The next turn, so that a reply that has come while this thread was busy is seen first.
      setTimeout(() => setImmediate(() => begun.has(id) && end.abort(error())), ms);
    let timer = endAfter(startMs, neverBegun);
    begun.set(id, () => {
      clearTimeout(timer);
      if (budgetMs !== undefined) timer = endAfter(budgetMs, () => tooLong(budgetMs));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await pool.run({ id, task }, { transferList: [...transferList], signal: end.signal });
    } catch (error) {
      throw end.signal.aborted ? end.signal.reason : ended(error, heapMb);
    } finally {
      begun.delete(id);
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  return { run, close: () => pool.destroy() };
}

function ended(cause: unknown, heapMb: number): WorkerError {
  if ((cause as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const advice = 'Raise heapMbPerWorker, or give a shorter series.';
    return workerError('memory', `The worker used up its ${heapMb} MiB of memory. ${advice}`, cause);
  }
  const said = cause instanceof Error ? cause.message : String(cause);
  return workerError('crashed', `The worker ended in the middle of the training: ${said}.`, cause);
}

function tooLong(budgetMs: number): WorkerError {
  const advice = 'Raise budgetMsPerJob, or ask for a cheaper model.';
  return workerError('budget', `The training took longer than its ${budgetMs} ms and was ended. ${advice}`);
}

function neverBegun(): WorkerError {
  const message = `No worker began the training within ${startMs / 1000} seconds. Lower concurrency.`;
  return workerError('unavailable', message);
}

function workerError(reason: WorkerErrorReason, message: string, cause?: unknown): WorkerError {
  return new WorkerError({ reason, message }, cause === undefined ? undefined : { cause });
}
