import type { FlowJob, Job } from 'bullmq';
import { chooseCoins } from '../run/chooseCoins.js';
import { type Stage, stageNames } from '../run/stages.js';
import { keySegment } from '../services/keySegment.js';
import type { RunBeginner } from './beginRun.js';
import {
  jobOptions,
  type PlanData,
  type Planned,
  prefix,
  queueNames,
  type RecordData,
  type StageData,
} from './queues.js';

/** Coins whose jobs are added at once: neither Redis nor this process is to stand still for long. */
const coinsAtOnce = 50;

/** Adds the jobs of all coins to a run's flow: for each coin a stage after the other, then the record. */
export async function planRun(job: Job<PlanData>, { services, flows, runs }: RunBeginner): Promise<void> {
  const { run, policy, wanted } = job.data;
  const record: Job<RecordData> = (await runs.getJob(`record-${run.id}`))!;
  // A plan that is made again is the same.
  const coins = record.data.coins ?? (await chooseCoins(wanted, services));
  await record.updateData({ ...record.data, coins });
  const planned: Planned = { total: coins.length };
  await job.updateProgress(planned);
  const parent = { id: record.id!, queue: `${prefix}:${queueNames.runs}` };
  for (let i = 0; i < coins.length; i += coinsAtOnce) {
    const chains = coins.slice(i, i + coinsAtOnce).map((coin) => chainOf({ run, coin, policy }, stageNames));
    await flows.addBulk(chains.map((chain) => ({ ...chain, opts: { ...chain.opts, parent } })));
  }
}

/** The last stage, which waits for the one before it, and so on. */
function chainOf(about: Omit<StageData, 'stage'>, names: readonly Stage[]): FlowJob {
  const stage = names.at(-1)!;
  const before = names.slice(0, -1);
  const data: StageData = { ...about, stage };
  return {
    name: stage,
    queueName: stage === 'fetch' ? queueNames.fetch : queueNames.work,
    data,
    opts: {
      ...jobOptions,
      // The same run adds no job twice.
      jobId: `${about.run.id}-${keySegment(about.coin)}-${stage}`,
      // The stage after it goes on, and tells of it.
      ignoreDependencyOnFailure: true,
    },
    ...(before.length === 0 ? {} : { children: [chainOf(about, before)] }),
  } as FlowJob;
}
