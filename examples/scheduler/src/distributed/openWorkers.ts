import { FlowProducer, type Job, Worker, type WorkerOptions } from 'bullmq';
import { RateLimitError } from 'coincast';
import type { Redis } from 'ioredis';
import { tellOfFailure } from '../alerts/tellOfFailure.js';
import type { Config } from '../config/readConfig.js';
import type { CoinRecord } from '../run/RunRecord.js';
import type { OpenServices } from '../services/openServices.js';
import { beginRun } from './beginRun.js';
import { createWorkspace } from './createWorkspace.js';
import { endRun } from './endRun.js';
import { fetchLimiter } from './fetchLimiter.js';
import { planRun } from './planRun.js';
import { openQueue, prefix, queueNames, type StageData } from './queues.js';
import { workStage } from './workStage.js';

/** Calls on their way at once in a worker: they wait more than they work. */
const fetchesAtOnce = 4;
/** A job whose workers are lost so often is given up. */
const lostAtMost = 5;
/** A job that CoinGecko's limit sends back so often is given up. */
const startsAtMost = 50;

/** Begins to work on the jobs of all queues; gives what finishes the jobs at hand and ends that. */
export function openWorkers(
  config: Config,
  { services, office }: OpenServices,
  redis: Redis,
): () => Promise<void> {
  const { logger } = services;
  const workspace = createWorkspace(services.records);
  const flows = new FlowProducer({ connection: redis, prefix });
  flows.on('error', () => {});
  const runs = openQueue('runs', redis);
  const dead = openQueue<CoinRecord>('dead', redis);

  const doStage = async (job: Job<StageData>): Promise<CoinRecord | undefined> => {
    const line = await workStage(
      {
        data: job.data,
        isLastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
        lostReason: async () => Object.values(await job.getIgnoredChildrenFailures())[0],
      },
      services,
      workspace,
    );
    if (line !== undefined) office.metrics.onCoin(line);
    return line;
  };
  const fetchPolitely = async (job: Job<StageData>) => {
    try {
      return await doStage(job);
    } catch (error) {
      if (!(error instanceof RateLimitError)) throw error;
      // All workers wait as long as CoinGecko asks for.
      await fetcher.rateLimit(error.retryAfterMs ?? 60_000);
      throw Worker.RateLimitError();
    }
  };

  const options: WorkerOptions = {
    connection: redis,
    prefix,
    lockDuration: config.lockMs,
    stalledInterval: config.lockMs,
    maxStalledCount: lostAtMost,
  };
  const fetcher: Worker<StageData> = new Worker(queueNames.fetch, fetchPolitely, {
    ...options,
    concurrency: fetchesAtOnce,
    limiter: fetchLimiter(config.source),
    maxStartedAttempts: startsAtMost,
  });
  const stager = new Worker(queueNames.work, doStage, { ...options, concurrency: config.workers });
  const beginner = { services, office, flows, runs };
  const runner = new Worker(
    queueNames.runs,
    async (job) => {
      if (job.name === 'begin') return beginRun(job, beginner);
      if (job.name === 'plan') return planRun(job, beginner);
      return endRun(job.data, { services, office, workspace, dead });
    },
    options,
  );
  const workers: readonly Worker[] = [fetcher, stager, runner];
  for (const worker of workers) {
    // A lost connection comes back by itself.
    worker.on('error', ({ name }) => logger.debug({ name }, 'Redis is away, or took no answer.'));
    worker.on('failed', (job, error) =>
      logger.warn({ job: job?.id, attempt: job?.attemptsMade }, `${job?.name} failed: ${error.message}`),
    );
    worker.on('stalled', (job) =>
      logger.warn({ job }, `Job ${job} was lost with its worker; it is done again.`),
    );
  }
  const failures = tellOfFailure(office, logger);
  runner.on('completed', ({ name }) => name === 'record' && failures.isOver());
  runner.on('failed', (job, error) => {
    if (job?.finishedOn !== undefined) void failures.tell(job.data.run?.id ?? job.id!, error);
  });
  return async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await Promise.all([flows.close(), runs.close(), dead.close()]);
  };
}
