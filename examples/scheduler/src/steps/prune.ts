import type { GatedCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

/**
 * Removes a coin's old versions, never the champion nor the one a rollback goes to, and gives how many went. They grow too
 * many only where one was registered.
 */
export async function prune(
  { coin, decision }: Pick<GatedCoin, 'coin' | 'decision'>,
  { registry, policy }: Services,
): Promise<number> {
  if (decision === null) return 0;
  const why = `only ${policy.keepVersions} versions are kept`;
  const { pruned } = await registry.prune({ coin, keep: policy.keepVersions, who: 'scheduler', why });
  return pruned.length;
}
