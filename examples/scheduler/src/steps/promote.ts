import { PromotionConflictError } from 'coincast';
import type { FinishedCoin, GatedCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

/** What became of the champion. */
export type Outcome = Pick<FinishedCoin, 'status' | 'why' | 'newChampion'>;

/** Makes a candidate that passed the gate the champion; else the champion stays. */
export async function promote(work: GatedCoin, { registry }: Services): Promise<Outcome> {
  const { coin, champion, decision, reason, evaluation } = work;
  if (decision === null)
    return { status: 'unchanged', why: 'no reason to train anew', newChampion: champion };
  const { version, passed, why } = decision;
  if (!passed) return { status: 'kept', why, newChampion: champion };
  try {
    await registry.promote(version, {
      coin,
      gate: () => ({ passed, reason: why }),
      comparison: evaluation?.comparison ?? undefined,
      // A champion that cannot be read is no reason to keep it.
      ...(reason?.code === 'unreadable' ? {} : { expect: champion }),
      who: 'scheduler',
      why: `${reason?.code}: ${reason?.why}`,
    });
    return { status: 'promoted', why, newChampion: version };
  } catch (error) {
    if (!(error instanceof PromotionConflictError)) throw error;
    return { status: 'kept', why: error.message, newChampion: error.champion ?? null };
  }
}
