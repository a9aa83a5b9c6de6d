import { UnrecoverableError } from 'bullmq';
import { isCoincastError, RateLimitError } from 'coincast';
import type { FailedCoin, FinishedCoin } from '../run/CoinWork.js';
import type { Run } from '../run/Run.js';
import { type CoinRecord, coinRecord } from '../run/RunRecord.js';
import { type Stage, stageNames, stages } from '../run/stages.js';
import { failedCoin } from '../run/workCoin.js';
import type { Services } from '../services/Services.js';
import type { Workspace } from './createWorkspace.js';
import type { StageData } from './queues.js';

/** What a stage needs to know of its job. */
export interface StageJob {
  readonly data: StageData;
  /** Whether it will not be tried again. */
  readonly isLastAttempt: boolean;
  /** Why the job of the stage before failed, where its worker could not say. */
  lostReason(): Promise<string | undefined>;
}

type AnyStage = (work: unknown, run: Run, services: Services) => Promise<unknown>;

/** Codes of what may be over in a moment. */
const passing = ['network', 'request-timeout', 'store', 'worker'];

/**
 * Does one stage of a coin's way, unless it has been done; the last one gives the coin's line of the record. A failure that
 * a retry may heal is thrown until the last attempt; one that is final is thrown and left for the stages after it, which
 * pass it on.
 */
export async function workStage(
  { data: { run, coin, stage, policy }, isLastAttempt, lostReason }: StageJob,
  services: Services,
  workspace: Workspace,
): Promise<CoinRecord | undefined> {
  const before = stageNames[stageNames.indexOf(stage) - 1];
  const given = before === undefined ? coin : await workspace.get(run, coin, before);
  // Looked for after what it was made of: a stage deletes that only when it is done.
  const done = await workspace.get(run, coin, stage);
  if (done !== undefined) return stage === 'promote' ? (done as CoinRecord) : undefined;
  const finish = async (work: unknown) => {
    const result = stage === 'promote' ? coinRecord(run, work as FinishedCoin | FailedCoin) : work;
    await workspace.put(run, coin, stage, result);
    return stage === 'promote' ? (result as CoinRecord) : undefined;
  };
  if (given === undefined) return finish(lostCoin(coin, before!, await lostReason()));
  if (isFailed(given)) return finish(given);
  try {
    return await finish(await (stages[stage] as AnyStage)(given, run, { ...services, policy }));
  } catch (error) {
    services.signal.throwIfAborted();
    if (error instanceof RateLimitError || (isPassing(error) && !isLastAttempt)) throw error;
    // The last stage has nobody after it to tell of its failure: its line does.
    const line = await finish(failedCoin(coin, stage, error));
    if (line !== undefined) return line;
    throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
  }
}

/** A coin whose worker was lost again and again, or could not tell what went wrong. */
export function lostCoin(coin: string, step: Stage, reason = 'no worker finished it'): FailedCoin {
  return { coin, status: 'failed', step, code: 'lost', why: reason };
}

function isFailed(work: unknown): work is FailedCoin {
  return (work as Partial<FailedCoin>).status === 'failed';
}

function isPassing(error: unknown): boolean {
  if (!isCoincastError(error)) return false;
  const isServers = error.code === 'http-status' && 'status' in error && Number(error.status) >= 500;
  return isServers || passing.includes(error.code);
}
