import type { FlowProducer, Job, Queue } from 'bullmq';
import type { Office } from '../run/Office.js';
import { type Run, runOf } from '../run/Run.js';
import { createTimetable } from '../schedule/createTimetable.js';
import type { Services } from '../services/Services.js';
import { type BeginData, type Begun, jobOptions, queueNames, type RecordData } from './queues.js';

/** What a run is begun with. */
export interface RunBeginner {
  readonly services: Services;
  readonly office: Office;
  readonly flows: FlowProducer;
  readonly runs: Queue;
}

/** Adds the flow of a run: its record, which waits for its plan and all that the plan adds. None, while another run goes on. */
export async function beginRun(job: Job<BeginData>, beginner: RunBeginner): Promise<Begun> {
  const { services, office, flows, runs } = beginner;
  const run = await runToBegin(job, beginner);
  const skippedFor = await otherRun(run, runs);
  if (skippedFor !== undefined) {
    services.logger.warn({ run: run.id }, `Run ${run.id} is left out: ${skippedFor} is still under way.`);
    return { skippedFor };
  }
  if (await office.runLog.has(run.id)) return {};
  const data: RecordData = { run, policy: job.data.policy, startedAt: services.clock.now() };
  await flows.add({
    name: 'record',
    queueName: queueNames.runs,
    data,
    opts: { ...jobOptions, attempts: 20, jobId: `record-${run.id}` },
    children: [
      {
        name: 'plan',
        queueName: queueNames.runs,
        data: { ...data, wanted: job.data.coins },
        opts: { ...jobOptions, jobId: `plan-${run.id}`, failParentOnFailure: true },
      },
    ],
  });
  return {};
}

async function otherRun(run: Run, runs: Queue): Promise<string | undefined> {
  const jobs = await runs.getJobs(['waiting-children', 'waiting', 'active', 'delayed', 'prioritized']);
  const records = jobs.filter((job) => job?.name === 'record').map((job) => (job.data as RecordData).run.id);
  return records.find((id) => id !== run.id);
}

/** A run is late when a time after it has passed as well, or five minutes. */
const lateMs = 300_000;

async function runToBegin(job: Job<BeginData>, { services, office }: RunBeginner): Promise<Run> {
  const { extra, pattern, timeZone } = job.data;
  if (extra !== undefined) return runOf(extra.scheduledFor, extra.trigger);
  const timetable = createTimetable(pattern, timeZone);
  const now = services.clock.now();
  // The time that BullMQ's job scheduler made the job for.
  const due = job.opts.prevMillis ?? job.timestamp;
  const last = (await office.runLog.latest())?.scheduledFor ?? due - 1;
  const { latest, count } = timetable.missed(Math.min(last, due - 1), now) ?? { latest: due, count: 1 };
  const isLate = count > 1 || now - latest > lateMs;
  return runOf(latest, isLate ? 'catch-up' : 'schedule', count - 1);
}
