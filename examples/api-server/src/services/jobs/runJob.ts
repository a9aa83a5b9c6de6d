import { type Logger, type ProgressEvent, systemClock } from 'coincast';
import type { Job } from '../../schemas/job.js';
import type { Metrics } from '../createMetrics.js';
import { verdictOf } from '../verdictOf.js';
import { isOver, type JobLog } from './createJobLog.js';
import { promoteIfBetter, trainAndRegister, type Workshop } from './trainAndRegister.js';

/** What {@link runJob} takes. */
export interface JobRun {
  readonly workshop: Workshop;
  readonly log: JobLog;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly who: string;
  readonly job: Job;
  /** Ends the job when it aborts. */
  readonly controller: AbortController;
}

/** How often, at most, progress is written down, and how often a sign of life. */
const progressMs = 300;
const lifeMs = 5000;
/** How often to look whether another process was asked to cancel it. */
const cancelMs = 500;

/** Runs a job to its end, whatever that is, and writes down how it goes. Never rejects. */
export async function runJob({
  workshop,
  log,
  metrics,
  logger,
  who,
  job,
  controller,
}: JobRun): Promise<void> {
  const { registry } = workshop;
  const { coin, model } = job;
  let present = job;
  let sequence = 0;
  let written = Promise.resolve();
  const change = (changes: Partial<Job>) => {
    if (isOver(present)) return written;
    present = { ...present, ...changes, updatedAt: Math.max(Date.now(), present.updatedAt + 1) };
    const [now, number] = [present, ++sequence];
    written = written
      .then(() => writeDown(log, now, number))
      .catch((error: unknown) =>
        logger.warn({ err: error, job: job.id }, 'A step of a job was not written down.'),
      );
    return written;
  };
  const onProgress = ({ stage, done, total, message }: ProgressEvent) => {
    const isDue = Date.now() - present.updatedAt >= progressMs;
    if (present.state !== 'running' || isDue || present.progress?.stage !== stage) {
      const progress = { stage, done, total: total ?? null, message: message ?? null };
      void change({ state: 'running', progress });
    }
  };
  const life = setInterval(() => void change({}), lifeMs);
  const stopWatching = watchForCancel(log, job.id, controller);
  try {
    const request = { coin, model, trainedBy: who };
    const registered = await trainAndRegister(workshop, request, { signal: controller.signal, onProgress });
    const refusal = job.promote ? await promoteIfBetter(registry, registered.version, who) : null;
    const result = {
      version: registered.version,
      verdict: verdictOf(registered),
      promoted: job.promote && refusal === null,
      refusal,
    };
    await change({ state: 'done', result });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!controller.signal.aborted) logger.warn({ err: error, job: job.id }, 'A training failed.');
    await change({ state: controller.signal.aborted ? 'cancelled' : 'failed', error: message });
  } finally {
    clearInterval(life);
    stopWatching();
    metrics.trainings.inc({ model, outcome: present.state });
  }
}

/** The last word must not be lost to a store that is away for some seconds. */
async function writeDown(log: JobLog, job: Job, sequence: number): Promise<void> {
  const attempts = isOver(job) ? 10 : 1;
  for (let attempt = 1; ; attempt++) {
    try {
      return await log.write(job, sequence);
    } catch (error) {
      if (attempt === attempts) throw error;
      await systemClock.sleep(500);
    }
  }
}

function watchForCancel(log: JobLog, id: string, controller: AbortController): () => void {
  const timer = setInterval(() => {
    log.isCancelRequested(id).then(
      (isRequested) => {
        if (isRequested) controller.abort(new Error('It was cancelled.'));
      },
      () => {},
    );
  }, cancelMs);
  return () => clearInterval(timer);
}
