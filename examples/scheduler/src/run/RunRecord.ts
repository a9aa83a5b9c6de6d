import type { LadderStep } from 'coincast/node';
import type { AlertState } from '../alerts/AlertState.js';
import type { RetrainReason } from '../retraining/RetrainReason.js';
import type { Evaluation, FailedCoin, FinishedCoin, LiveScores } from './CoinWork.js';
import type { Run } from './Run.js';

/** What was done with a coin, and why. Plain JSON data. */
export interface CoinRecord {
  readonly type: 'coin';
  readonly run: string;
  readonly coin: string;
  /**
   * `promoted`: a new champion; `kept`: trained anew, the champion stays; `unchanged`: not trained, the champion was told of
   * the new prices; `failed`: see `step`, `code` and `why`.
   */
  readonly status: FinishedCoin['status'] | 'failed';
  readonly why: string;
  /** The step that failed, and how. */
  readonly step?: string;
  readonly code?: string;
  readonly reason?: RetrainReason | null;
  readonly champion?: string | null;
  /** The champion before this run. */
  readonly before?: string | null;
  /** The version registered in this run. */
  readonly candidate?: string | null;
  readonly newPrices?: number;
  /** The time of the last price. */
  readonly lastPriceAt?: string;
  readonly findings?: Readonly<Record<string, number>>;
  /** What could not be trained as asked for, and why. */
  readonly ladder?: readonly LadderStep[];
  readonly evaluation?: Omit<Evaluation, 'metrics'> | null;
  readonly live?: LiveScores;
  /** The id of the champion's forecast in the ledger. */
  readonly forecast?: string | null;
  /** Old versions removed. */
  readonly pruned?: number;
}

/** A run as a whole; the last line of its record. */
export interface RunSummary extends Omit<Run, 'id'> {
  readonly type: 'run';
  readonly run: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly coins: Readonly<Record<CoinRecord['status'], number>>;
  /** Old versions removed. */
  readonly pruned: number;
  /** What is wrong, and who was told of it. */
  readonly alerts: AlertState;
}

/** The record of a run: a line for each coin, and one for all. */
export interface RunRecord {
  readonly summary: RunSummary;
  readonly coins: readonly CoinRecord[];
}

/** The line of a coin. */
export function coinRecord(run: Run, work: FinishedCoin | FailedCoin): CoinRecord {
  const { coin, status, why } = work;
  const about = { type: 'coin', run: run.id, coin, status, why } as const;
  if (work.status === 'failed') return { ...about, step: work.step, code: work.code };
  const { evaluation, reason, champion, ladder, decision, forecast, pruned } = work;
  const { metrics: _, ...compared } = evaluation ?? { metrics: {} };
  return {
    ...about,
    reason,
    champion: work.newChampion,
    before: champion,
    candidate: decision?.version ?? null,
    newPrices: work.newPrices,
    lastPriceAt: new Date(work.series.timestamps.at(-1)!).toISOString(),
    findings: work.findings,
    ladder,
    evaluation: evaluation === null ? null : (compared as Omit<Evaluation, 'metrics'>),
    live: work.live,
    forecast,
    pruned,
  };
}

/** How many coins fared how. */
export function countCoins(coins: readonly CoinRecord[]): RunSummary['coins'] {
  const counts = { promoted: 0, kept: 0, unchanged: 0, failed: 0 };
  for (const { status } of coins) counts[status]++;
  return counts;
}
