import type { PriceSeries } from 'coincast';
import { toldOf } from '../retraining/championContestant.js';
import type { Services } from '../services/Services.js';

/** Has the champion, told of the new prices, forecast, and records it: what it will be judged by. */
export async function forecast(
  coin: string,
  series: PriceSeries,
  { registry, ledger, policy }: Services,
): Promise<string | null> {
  const champion = await registry.loadChampion(coin);
  if (champion === undefined) return null;
  const { version: model, kind } = champion.registered;
  const issued = toldOf(champion.model, series).forecast({ horizon: policy.horizon });
  const { id } = await ledger.record(issued, {
    coin,
    vsCurrency: series.vsCurrency,
    model,
    kind,
    lastPrice: series.prices.at(-1)!,
    stepMs: series.stepMs,
  });
  return id;
}
