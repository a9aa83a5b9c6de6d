import type { Queue } from 'bullmq';
import type { Clock, Logger } from 'coincast';
import type { Flags } from '../cli.js';
import type { Config } from '../config/readConfig.js';
import { createProgress } from '../progress.js';
import type { RunLog } from '../run/createRunLog.js';
import { type Run, runOf } from '../run/Run.js';
import type { RunRecord } from '../run/RunRecord.js';
import { exitCodeOf } from '../run/summarize.js';
import { connectRedis } from '../services/connectRedis.js';
import { openServices } from '../services/openServices.js';
import { serveMetrics } from '../services/serveMetrics.js';
import type { Beginning } from '../startEmbedded.js';
import { withCleanup } from '../withCleanup.js';
import { followRuns } from './followRuns.js';
import { type BeginData, type Begun, jobOptions, openQueue } from './queues.js';

const schedulerId = 'retrain';
const lookMs = 1_000;

/** Puts the timetable into Redis, where workers everywhere find it, and shows what they do; it trains nothing itself. */
export function startFleet({ once }: Flags, config: Config, beginning: Beginning): Promise<number> {
  const { clock, logger, stdout, signal } = beginning;
  const { coins, policy, timetable } = config;
  const { pattern, timeZone } = timetable;
  const orders: BeginData = { coins, policy, pattern, timeZone };
  return withCleanup(async (defer) => {
    const redis = await connectRedis(config.redisUrl!);
    defer(() => redis.disconnect());
    const { office, close } = await openServices(config, { clock, logger, signal, redis });
    defer(close);
    defer(await serveMetrics(office.metrics, config.metricsPort, stdout));
    const runs = openQueue<BeginData>('runs', redis);
    defer(() => runs.close());
    const tell = (text: string) => void stdout.write(text);
    defer(await followRuns({ redis, logger, office, progress: createProgress(stdout), tell }));
    await warnWithoutWorkers(runs, logger);
    if (once) return exitCodeOf(await runNow(runs, orders, office.runLog, { clock, signal }));
    const template = { name: 'begin', data: orders, opts: jobOptions };
    await runs.upsertJobScheduler(schedulerId, { pattern, tz: timeZone }, template);
    if ((await office.runLog.latest()) === undefined) await addRun(runs, orders, runOf(clock.now(), 'first'));
    tell(`Runs are due by "${pattern}" in ${timeZone}; workers do them.\n`);
    for (;;) {
      office.metrics.onNextRun(timetable.next(clock.now()));
      await clock.sleep(60 * lookMs, signal);
      await warnWithoutWorkers(runs, logger);
    }
  });
}

/** Adds a run that is not in the timetable. */
async function addRun(runs: Queue<BeginData>, orders: BeginData, { id, scheduledFor, trigger }: Run) {
  const data = { ...orders, extra: { scheduledFor, trigger } };
  return runs.add('begin', data, { ...jobOptions, jobId: `begin-${id}` });
}

/** Until the run is on record, however long Redis or workers are away meanwhile. */
async function runNow(
  runs: Queue<BeginData>,
  orders: BeginData,
  runLog: RunLog,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<RunRecord> {
  const run = runOf(clock.now(), 'once');
  const job = await addRun(runs, orders, run);
  for (;;) {
    const record = await runLog.read(run.id);
    if (record !== undefined) return record;
    await requireGoing(job.id!, run, runs);
    await clock.sleep(lookMs, signal);
  }
}

async function requireGoing(beginId: string, run: Run, runs: Queue<BeginData>): Promise<void> {
  for (const id of [beginId, `record-${run.id}`]) {
    const job = await runs.getJob(id);
    if (job !== undefined && (await job.isFailed()))
      throw new Error(`Run ${run.id} failed: ${job.failedReason}`);
    const skippedFor = (job?.returnvalue as Begun | null | undefined)?.skippedFor;
    if (skippedFor !== undefined)
      throw new Error(`Run ${run.id} was left out: ${skippedFor} is still under way.`);
  }
}

async function warnWithoutWorkers(runs: Queue<BeginData>, logger: Logger): Promise<void> {
  if ((await runs.getWorkersCount()) > 0) return;
  logger.warn({}, 'No worker is at work: start one with npm run worker -w examples/scheduler.');
}
