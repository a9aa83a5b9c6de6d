import type { CoinRecord } from '../run/RunRecord.js';
import type { Services } from '../services/Services.js';

const dayMs = 86_400_000;
/** Forecasts of days before this are kept as sums. */
const ledgerDays = 400;

/**
 * Removes old versions, never a champion nor the one a rollback goes to, and packs the ledger; gives how many versions
 * went. Versions grow too many only where one was registered.
 */
export async function prune(coins: readonly CoinRecord[], services: Services): Promise<number> {
  const { registry, ledger, clock, policy } = services;
  await ledger.compact();
  await ledger.prune({ olderThan: clock.now() - ledgerDays * dayMs });
  if (coins.every(({ candidate }) => candidate == null)) return 0;
  const why = `only ${policy.keepVersions} versions are kept`;
  const { pruned } = await registry.prune({ keep: policy.keepVersions, who: 'scheduler', why });
  return pruned.length;
}
