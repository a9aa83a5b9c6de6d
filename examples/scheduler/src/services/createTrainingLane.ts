import type { Clock } from 'coincast';
import { type TrainJob, type TrainManyResult, trainMany } from 'coincast/node';

/** Trains one model after the other in worker threads that stay. */
export interface TrainingLane {
  /** What became of the job, also where its training failed, hung or took its thread with it. */
  train(job: TrainJob): Promise<TrainManyResult>;
  /** Ends the threads; they come back with the next job. */
  close(): Promise<void>;
}

/** What a lane is made of. */
export interface TrainingLaneOptions {
  /** Threads. */
  readonly concurrency: number;
  /** How long a training may take, milliseconds. */
  readonly budgetMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly job: TrainJob;
  resolve(result: TrainManyResult): void;
  reject(error: unknown): void;
}

/** After so long without a job the threads are ended, milliseconds. */
const idleMs = 5_000;
/** `trainMany` keeps its results until its end, so it is begun anew after so many. */
const jobsAtMost = 1_000;

/** One `trainMany` over jobs as they come. */
export function createTrainingLane(options: TrainingLaneOptions): TrainingLane {
  let session: Session | undefined;
  return {
    train(job) {
      if (session === undefined || session.isEnding) session = openSession(options);
      return session.train(job);
    },
    async close() {
      await session?.close();
    },
  };
}

interface Session {
  readonly isEnding: boolean;
  train(job: TrainJob): Promise<TrainManyResult>;
  close(): Promise<void>;
}

function openSession({ concurrency, budgetMs, clock, signal }: TrainingLaneOptions): Session {
  const queue: Waiting[] = [];
  const pending = new Map<string, Waiting>();
  let wake = () => {};
  let taken = 0;
  let isEnding = false;
  let idle: NodeJS.Timeout | undefined;

  const end = () => {
    isEnding = true;
    wake();
  };
  async function* jobs(): AsyncGenerator<TrainJob> {
    for (;;) {
      const next = queue.shift();
      if (next !== undefined) {
        // Several jobs may have one name; here each is called by its number.
        const id = String(taken++);
        pending.set(id, next);
        yield { ...next.job, id };
      } else if (isEnding) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  const settle = (id: string, act: (waiting: Waiting) => void) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (waiting !== undefined) act(waiting);
    if (pending.size + queue.length === 0) idle = setTimeout(end, idleMs).unref();
  };
  const failAll = (error: unknown) => {
    isEnding = true;
    for (const waiting of [...queue.splice(0), ...pending.values()]) waiting.reject(error);
    pending.clear();
  };
  const done = trainMany(jobs(), {
    concurrency,
    budgetMsPerJob: budgetMs,
    clock,
    signal,
    onProgress: ({ result }) => settle(result.id, ({ job, resolve }) => resolve({ ...result, id: job.id })),
  }).then(() => failAll(signal.reason), failAll);

  return {
    get isEnding() {
      return isEnding;
    },
    train: (job) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        queue.push({ job, resolve, reject });
        if (taken + queue.length >= jobsAtMost) isEnding = true;
        wake();
      }),
    async close() {
      clearTimeout(idle);
      end();
      await done;
    },
  };
}
