import type { Queue } from 'bullmq';
import { mapConcurrently } from '../run/mapConcurrently.js';
import type { Office } from '../run/Office.js';
import { type CoinRecord, coinRecord, type RunSummary } from '../run/RunRecord.js';
import { keySegment } from '../services/keySegment.js';
import type { Services } from '../services/Services.js';
import { record } from '../steps/record.js';
import type { Workspace } from './createWorkspace.js';
import type { RecordData } from './queues.js';
import { lostCoin } from './workStage.js';

/** Lines of coins on their way at once. */
const readsAtOnce = 16;

/** What a run is ended with. */
export interface RunEnder {
  readonly services: Services;
  readonly office: Office;
  readonly workspace: Workspace;
  /** The dead-letter list. */
  readonly dead: Queue<CoinRecord>;
}

/** Writes the record of a run whose coins are done, lists those that failed, and removes what they left. */
export async function endRun(
  { run, coins = [], policy, startedAt }: RecordData,
  { services, office, workspace, dead }: RunEnder,
): Promise<RunSummary['coins']> {
  const lines = await mapConcurrently(coins, readsAtOnce, async (coin) => {
    const line = (await workspace.get(run, coin, 'promote')) as CoinRecord | undefined;
    return line ?? coinRecord(run, lostCoin(coin, 'promote'));
  });
  const letters = lines
    .filter(({ status }) => status === 'failed')
    .map((data) => ({ name: data.step!, data, opts: { jobId: `${run.id}-${keySegment(data.coin)}` } }));
  await dead.addBulk(letters);
  const { summary } = await record(run, lines, startedAt, { ...services, policy }, office);
  await workspace.clear(run);
  return summary.coins;
}
