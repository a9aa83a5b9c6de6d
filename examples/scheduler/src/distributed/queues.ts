import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Config, Policy } from '../config/readConfig.js';
import type { Run } from '../run/Run.js';
import type { Stage } from '../run/stages.js';

/** What BullMQ's keys begin with; on a Redis cluster the braces keep them on one node. */
export const prefix = '{coincast}';

/** The names of the queues. */
export const queueNames = {
  /** The beginning and the end of runs. */
  runs: 'coincast-runs',
  /** Calls to CoinGecko, whose rate all workers share. */
  fetch: 'coincast-fetch',
  /** Everything else that is done with a coin. */
  work: 'coincast-work',
  /** The lines of coins that failed for good; nobody works on it. */
  dead: 'coincast-dead-letters',
} as const;

/** What a job of a coin is about. */
export interface StageData {
  readonly run: Run;
  readonly coin: string;
  readonly stage: Stage;
  readonly policy: Policy;
}

/** What the job that begins a run is told: which coins, and by what rules, says the process that keeps the timetable. */
export interface BeginData {
  readonly coins: Config['coins'];
  readonly policy: Policy;
  readonly pattern: string;
  readonly timeZone: string;
  /** Of a run that is not in the timetable. */
  readonly extra?: Pick<Run, 'trigger' | 'scheduledFor'>;
}

/** What came of it: nothing, where another run is still under way. */
export interface Begun {
  readonly skippedFor?: string;
}

/** What the job that ends a run is about; the coins are there when the run is planned. */
export interface RecordData {
  readonly run: Run;
  readonly policy: Policy;
  readonly startedAt: number;
  readonly coins?: readonly string[];
}

/** What the job that plans a run is told. */
export interface PlanData extends RecordData {
  readonly wanted: Config['coins'];
}

/** How many coins a run has; the progress of the job that plans it. */
export interface Planned {
  readonly total: number;
}

const daySeconds = 86_400;

/** Retries with waits of 2, 4, 8, 16 seconds; finished jobs are kept for a look. */
export const jobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 2_000 },
  removeOnComplete: { age: daySeconds },
  removeOnFail: { age: 7 * daySeconds },
} satisfies JobsOptions;

/** Opens a queue to add jobs to. */
export function openQueue<Data, Result = unknown>(
  name: keyof typeof queueNames,
  connection: Redis,
): Queue<Data, Result, string> {
  const queue = new Queue<Data, Result, string>(queueNames[name], { connection, prefix });
  // A lost connection comes back by itself.
  queue.on('error', () => {});
  return queue;
}
