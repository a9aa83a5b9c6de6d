import type { Job } from '../../schemas/job.js';
import type { Records } from '../Records.js';

/** Jobs as every process sees them: each change is one record more, and the newest is the present state. */
export interface JobLog {
  get(id: string): Promise<Job | undefined>;
  /** Adds a change; a number that is taken means that another process ended the job. */
  write(job: Job, sequence: number): Promise<void>;
  /** Asks whoever runs the job to end it. */
  requestCancel(id: string): Promise<void>;
  isCancelRequested(id: string): Promise<boolean>;
}

/** A job of which nothing was heard for so long died with its process. */
export const lostAfterMs = 30_000;

const keptJobs = 100;

export function createJobLog(records: Records): JobLog {
  const prefixOf = (id: string) => `jobs/${id}/`;
  const changesOf = async (id: string) =>
    (await records.keys(prefixOf(id))).filter((key) => /\/\d{6}$/.test(key));

  async function forgetOld(): Promise<void> {
    const keys = await records.keys('jobs/');
    const ids = [...new Set(keys.map((key) => key.split('/')[1]!))];
    const old = new Set(ids.slice(0, Math.max(0, ids.length - keptJobs)));
    for (const key of keys) if (old.has(key.split('/')[1]!)) await records.delete(key);
  }

  return {
    async get(id) {
      const newest = (await changesOf(id)).at(-1);
      const job = newest === undefined ? undefined : await records.read<Job>(newest);
      if (job === undefined || isOver(job) || Date.now() - job.updatedAt < lostAfterMs) return job;
      return { ...job, state: 'failed', error: 'The process that ran it has ended.' };
    },
    async write(job, sequence) {
      await records.append(`${prefixOf(job.id)}${String(sequence).padStart(6, '0')}`, job);
      if (sequence === 0) await forgetOld();
      // What is over needs its steps no longer.
      if (!isOver(job)) return;
      for (const key of (await changesOf(job.id)).slice(0, -1)) await records.delete(key);
    },
    requestCancel: async (id) => {
      await records.append(`${prefixOf(id)}cancel`, { at: Date.now() });
    },
    isCancelRequested: async (id) => (await records.read(`${prefixOf(id)}cancel`)) !== undefined,
  };
}

/** Whether a job has ended, one way or another. */
export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
