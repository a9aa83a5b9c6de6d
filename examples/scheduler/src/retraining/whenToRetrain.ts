import type { PriceSeries, RegisteredModel } from 'coincast';
import { isDamage } from '../failure.js';
import type { Services } from '../services/Services.js';
import { findDrift } from './findDrift.js';
import type { RetrainReason } from './RetrainReason.js';

const dayMs = 86_400_000;

/** The champion of a coin, and the reason to train beside it, where there is one. */
export interface RetrainQuestion {
  readonly champion: RegisteredModel | undefined;
  readonly reason: RetrainReason | undefined;
}

/** Whether a coin's model is to be trained anew today, and why. */
export async function whenToRetrain(
  coin: string,
  series: PriceSeries,
  services: Services,
): Promise<RetrainQuestion> {
  let champion: RegisteredModel | undefined;
  try {
    champion = await services.registry.champion(coin);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // A new champion heals it.
    return { champion: undefined, reason: { code: 'unreadable', why: error.message } };
  }
  if (champion === undefined) {
    return { champion, reason: { code: 'new-listing', why: 'the coin has no champion yet' } };
  }
  return {
    champion,
    reason:
      outOfReach(champion, series) ??
      (await findDrift(champion, services)) ??
      (await byClock(champion, series, services)),
  };
}

function outOfReach({ training }: RegisteredModel, series: PriceSeries): RetrainReason | undefined {
  const { lastTimestamp, stepMs } = training;
  const isWithin = stepMs === series.stepMs && lastTimestamp + stepMs >= series.timestamps[0]!;
  if (isWithin && lastTimestamp <= series.timestamps.at(-1)!) return undefined;
  const last = new Date(lastTimestamp).toISOString();
  return {
    code: 'out-of-reach',
    why: `the prices at hand do not continue those up to ${last} it was trained on`,
  };
}

/** Counted from the last training, whether it made a champion or not. */
async function byClock(
  champion: RegisteredModel,
  series: PriceSeries,
  { registry, policy }: Services,
): Promise<RetrainReason | undefined> {
  const versions = await registry.list({ coin: champion.coin, onDamage: () => {} });
  const trained = Math.max(
    champion.training.lastTimestamp,
    ...versions.map(({ training }) => training.lastTimestamp),
  );
  const days = (series.timestamps.at(-1)! - trained) / dayMs;
  if (days < policy.retrainAfterDays) return undefined;
  return { code: 'clock', why: `the last training was ${Math.floor(days)} days ago` };
}
