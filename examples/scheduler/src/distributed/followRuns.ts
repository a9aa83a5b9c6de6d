import { QueueEvents } from 'bullmq';
import type { Logger } from 'coincast';
import type { Redis } from 'ioredis';
import type { Progress } from '../progress.js';
import type { Office } from '../run/Office.js';
import type { CoinRecord } from '../run/RunRecord.js';
import { summarize } from '../run/summarize.js';
import { type Planned, prefix, queueNames } from './queues.js';

/** What is shown of runs, and where. */
export interface Following {
  readonly redis: Redis;
  readonly logger: Logger;
  readonly office: Office;
  readonly progress: Progress;
  readonly tell: (text: string) => void;
}

/** Shows the runs that workers do, as far as Redis tells of them; gives what ends that. */
export async function followRuns({
  redis,
  logger,
  office,
  progress,
  tell,
}: Following): Promise<() => Promise<void>> {
  const events = (['runs', 'work'] as const).map((name) => {
    const each = new QueueEvents(queueNames[name], { connection: redis, prefix });
    each.on('error', () => {});
    return each;
  });
  const [runs, work] = events as [QueueEvents, QueueEvents];
  const shown = new Set<string>();

  runs.on('progress', ({ data }) => progress.start((data as Planned).total));
  runs.on('completed', async ({ jobId }) => {
    try {
      if (!jobId.startsWith('record-')) return;
      progress.stop();
      const record = await office.runLog.read(jobId.slice('record-'.length));
      if (record === undefined || shown.has(jobId)) return;
      shown.add(jobId);
      office.metrics.onRun(record);
      tell(summarize(record));
    } catch (error) {
      logger.warn({ err: error }, 'A run could not be shown.');
    }
  });
  work.on('completed', ({ jobId, returnvalue }) => {
    if (!jobId.endsWith('-promote')) return;
    const line = resultOf<CoinRecord>(returnvalue);
    office.metrics.onCoin(line);
    progress.report(line);
  });
  await Promise.all(events.map((each) => each.waitUntilReady()));
  return async () => {
    progress.stop();
    await Promise.all(events.map((each) => each.close()));
  };
}

/** Events carry results as text, or as what the text says. */
function resultOf<Result>(value: unknown): Result {
  return (typeof value === 'string' ? JSON.parse(value) : value) as Result;
}
