import { randomBytes } from 'node:crypto';
import { type Logger, systemClock } from 'coincast';
import { ApiProblem } from '../../errors/ApiProblem.js';
import type { Job } from '../../schemas/job.js';
import type { ModelName } from '../../training/trainers.js';
import type { Metrics } from '../createMetrics.js';
import type { Records } from '../Records.js';
import { createJobLog, isOver } from './createJobLog.js';
import { runJob } from './runJob.js';
import type { Workshop } from './trainAndRegister.js';

/** What a job is to do. */
export interface JobRequest {
  readonly coin: string;
  readonly model: ModelName;
  readonly promote: boolean;
  /** Who asked for it. */
  readonly who: string;
}

/** Trainings in the background: any process can be asked about those of all. */
export interface Jobs {
  /** @throws ApiProblem `training-busy` when too many wait in this process. */
  start(request: JobRequest): Promise<Job>;
  /** @throws ApiProblem `job-not-found` */
  get(id: string): Promise<Job>;
  /** Its states from now on, until it is over. */
  follow(id: string, signal: AbortSignal): AsyncGenerator<Job>;
  /** Ends it, wherever it runs; its state after that. A job that is over stays as it is. */
  cancel(id: string): Promise<Job>;
  /** Ends the jobs of this process and waits until that is written down. */
  close(): Promise<void>;
}

const pollMs = 250;
const cancelWaitMs = 3000;
const maxPending = 8;

export function createJobs(services: {
  readonly workshop: Workshop;
  readonly records: Records;
  readonly metrics: Metrics;
  readonly logger: Logger;
}): Jobs {
  const log = createJobLog(services.records);
  const own = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>();

  async function get(id: string): Promise<Job> {
    const job = /^[a-z0-9-]{1,40}$/.test(id) && !/^-|-$/.test(id) ? await log.get(id) : undefined;
    if (job !== undefined) return job;
    throw new ApiProblem('job-not-found', 'It never was, or it is so old that it was forgotten.');
  }

  return {
    get,
    async start({ who, ...request }) {
      services.workshop.feed.get(request.coin);
      if (own.size >= maxPending) {
        throw new ApiProblem('training-busy', `${own.size} trainings are waiting already.`, {
          retryAfterS: 10,
        });
      }
      const now = Date.now();
      const id = `${now.toString(36)}-${randomBytes(6).toString('hex')}`;
      const job: Job = {
        id,
        state: 'waiting',
        ...request,
        createdAt: now,
        updatedAt: now,
        progress: null,
        result: null,
        error: null,
      };
      const controller = new AbortController();
      const written = log.write(job, 0);
      const run = () => runJob({ ...services, log, who, job, controller });
      const ended = written.then(run, () => {}).finally(() => own.delete(id));
      // Before anything is waited for, so that whoever comes meanwhile finds the place taken.
      own.set(id, { controller, ended });
      await written;
      return job;
    },
    async *follow(id, signal) {
      let updatedAt = -1;
      for (let job = await get(id); ; job = await get(id)) {
        if (job.updatedAt !== updatedAt || isOver(job)) yield job;
        updatedAt = job.updatedAt;
        if (isOver(job) || signal.aborted) return;
        await systemClock.sleep(pollMs, signal).catch(() => {});
        if (signal.aborted) return;
      }
    },
    async cancel(id) {
      const job = await get(id);
      if (isOver(job)) return job;
      const mine = own.get(id);
      if (mine !== undefined) {
        mine.controller.abort(new Error('It was cancelled.'));
        await mine.ended;
        return get(id);
      }
      await log.requestCancel(id);
      for (let waited = 0; waited < cancelWaitMs; waited += pollMs) {
        const now = await get(id);
        if (isOver(now)) return now;
        await systemClock.sleep(pollMs);
      }
      return get(id);
    },
    async close() {
      const running = [...own.values()];
      for (const { controller } of running) controller.abort(new Error('The service was stopped.'));
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}
