import { noAlerts } from '../alerts/AlertState.js';
import { findAlerts } from '../alerts/findAlerts.js';
import { tellChannels } from '../alerts/tellChannels.js';
import { isDamage } from '../failure.js';
import type { Office } from '../run/Office.js';
import type { Run } from '../run/Run.js';
import { type CoinRecord, countCoins, type RunRecord } from '../run/RunRecord.js';
import type { Services } from '../services/Services.js';

/** Records of runs that are kept: more than a year of daily ones. */
const keptRuns = 400;
/** Forecasts of days before this are kept as sums. */
const ledgerDays = 400;
const dayMs = 86_400_000;

/** Ends a run: tells what is wrong, writes its record, tidies up, and gives a sign of life. */
export async function record(
  run: Run,
  coins: readonly CoinRecord[],
  startedAt: number,
  services: Services,
  office: Office,
): Promise<RunRecord> {
  const { clock, logger, policy } = services;
  const { runLog, channels, metrics, heartbeat } = office;
  const done = await runLog.read(run.id);
  // Whoever did the same run before has told everyone.
  if (done !== undefined) return done;
  await tidyUp(services);
  const alerts = await tellChannels(
    office.alerts.unwritten ?? (await runLog.latest())?.alerts ?? noAlerts,
    findAlerts(coins, policy.horizon),
    {
      channels,
      run: run.id,
      now: clock.now(),
      logger,
      onMessage: metrics.onMessage,
    },
  );
  // Where the record cannot be written, the same run is tried again, and nobody is to be told twice.
  office.alerts.unwritten = alerts;
  const { id, ...about } = run;
  const endedAt = clock.now();
  const summary = {
    type: 'run',
    run: id,
    ...about,
    startedAt,
    endedAt,
    coins: countCoins(coins),
    pruned: coins.reduce((sum, { pruned = 0 }) => sum + pruned, 0),
    alerts,
  } as const;
  const written = { summary, coins };
  await runLog.write(written);
  office.alerts.unwritten = undefined;
  await runLog.prune(keptRuns);
  metrics.onRun(written);
  await heartbeat(summary);
  logger.info({ run: id, coins: summary.coins }, `Run ${id} is done.`);
  return written;
}

/** Keeps the ledger small. One damaged record is no reason for a run not to be done: its coin tells of it. */
async function tidyUp({ ledger, clock, logger }: Services): Promise<void> {
  try {
    await ledger.compact();
    await ledger.prune({ olderThan: clock.now() - ledgerDays * dayMs });
  } catch (error) {
    if (!isDamage(error)) throw error;
    logger.error({ err: error }, 'The ledger could not be compacted: a record of it is damaged.');
  }
}
