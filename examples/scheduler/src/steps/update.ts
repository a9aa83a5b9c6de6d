import {
  createPriceSeries,
  fetchPrices,
  IrregularSeriesError,
  type PriceSeries,
  sliceSeries,
  updatePrices,
} from 'coincast';
import type { UpdatedCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

const dayMs = 86_400_000;

/** Brings a coin's prices up to date, asking only for what is new. */
export async function update(coin: string, services: Services): Promise<UpdatedCoin> {
  const { prices, policy } = services;
  const known = await prices.get(coin);
  const latest = await continued(coin, known, services);
  if (latest === known) return { coin, fetched: latest, newPrices: 0 };
  const fetched = pricesOnly(
    sliceSeries(latest, { from: latest.timestamps.at(-1)! - policy.historyDays * dayMs }),
  );
  await prices.put(coin, fetched);
  const last = known?.timestamps.at(-1) ?? Number.NEGATIVE_INFINITY;
  return { coin, fetched, newPrices: fetched.timestamps.filter((time) => time > last).length };
}

async function continued(
  coin: string,
  known: PriceSeries | undefined,
  { client, clock, policy, signal }: Services,
): Promise<PriceSeries> {
  const days = policy.historyDays;
  const anew = () => fetchPrices(coin, { days, interval: 'hourly', client, signal });
  if (known === undefined || known.timestamps.at(-1)! < clock.now() - days * dayMs) return anew();
  try {
    return await updatePrices(known, { client, signal });
  } catch (error) {
    // CoinGecko has corrected its past, or forgotten it.
    if (error instanceof IrregularSeriesError && error.reason === 'not-contiguous') return anew();
    throw error;
  }
}

/** Nothing here looks at volumes. */
function pricesOnly({ timestamps, prices, coinId, vsCurrency, stepMs }: PriceSeries): PriceSeries {
  return createPriceSeries({ timestamps, prices, coinId, vsCurrency, stepMs });
}
