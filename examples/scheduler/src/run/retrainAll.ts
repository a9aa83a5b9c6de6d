import type { Config } from '../config/readConfig.js';
import type { Progress } from '../progress.js';
import type { Services } from '../services/Services.js';
import { record } from '../steps/record.js';
import { chooseCoins } from './chooseCoins.js';
import { mapConcurrently } from './mapConcurrently.js';
import type { Office } from './Office.js';
import type { Run } from './Run.js';
import { coinRecord, type RunRecord } from './RunRecord.js';
import { workCoin } from './workCoin.js';

/** Coins on their way at once for each training thread: while some are fetched, others are trained. */
const coinsAThread = 2;

/** A run in this process. It rejects when it is aborted, or its record cannot be written; one bad coin does not matter. */
export async function retrainAll(
  run: Run,
  { coins: wanted, workers }: Pick<Config, 'coins' | 'workers'>,
  services: Services,
  office: Office,
  progress: Progress,
): Promise<RunRecord> {
  const startedAt = services.clock.now();
  const coins = await chooseCoins(wanted, services);
  progress.start(coins.length);
  try {
    const records = await mapConcurrently(coins, coinsAThread * workers, async (coin) => {
      const line = coinRecord(run, await workCoin(coin, run, services));
      office.metrics.onCoin(line);
      progress.report(line);
      return line;
    });
    return await record(run, records, startedAt, services, office);
  } finally {
    progress.stop();
  }
}
