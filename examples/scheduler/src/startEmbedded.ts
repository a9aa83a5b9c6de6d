import type { Clock, Logger } from 'coincast';
import { tellOfFailure } from './alerts/tellOfFailure.js';
import type { Flags } from './cli.js';
import type { Config } from './config/readConfig.js';
import { createProgress } from './progress.js';
import { type Run, runOf } from './run/Run.js';
import { retrainAll } from './run/retrainAll.js';
import { exitCodeOf, summarize } from './run/summarize.js';
import { keepSchedule } from './schedule/keepSchedule.js';
import { connectRedis } from './services/connectRedis.js';
import { openServices } from './services/openServices.js';
import { serveMetrics } from './services/serveMetrics.js';
import { takeLock } from './services/takeLock.js';
import type { Surroundings } from './start.js';
import { withCleanup } from './withCleanup.js';

/** What both ways of running are begun with. */
export interface Beginning extends Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The scheduler in one process, with threads; with `--dry-run` also beside a fleet, whose stores it only reads. */
export function startEmbedded(flags: Flags, config: Config, beginning: Beginning): Promise<number> {
  const { once, dryRun } = flags;
  const { clock, logger, stdout, signal } = beginning;
  const { timetable, redisUrl } = config;
  return withCleanup(async (defer) => {
    if (!dryRun) defer(takeLock(config.dataDir));
    const redis = redisUrl === undefined ? undefined : await connectRedis(redisUrl);
    defer(() => redis?.disconnect());
    const open = await openServices(config, { clock, logger, signal, redis, dryRun });
    defer(open.close);
    const { services, office } = open;
    defer(await serveMetrics(office.metrics, config.metricsPort, stdout));
    const progress = createProgress(stdout);
    const failures = tellOfFailure(office, logger);
    const work = async (run: Run) => {
      const record = await retrainAll(run, config, services, office, progress);
      failures.isOver();
      stdout.write(summarize(record, dryRun));
      return record;
    };
    stdout.write(`${open.provenance}\n`);
    if (once || dryRun) return exitCodeOf(await work(runOf(clock.now(), 'once')));
    stdout.write(`Runs are due by "${timetable.pattern}" in ${timetable.timeZone}.\n`);
    return keepSchedule({
      timetable,
      clock,
      logger,
      signal,
      lastRun: async () => (await office.runLog.latest())?.scheduledFor,
      work,
      onNext: office.metrics.onNextRun,
      onFailure: ({ id }, error) => failures.tell(id, error),
    });
  });
}
