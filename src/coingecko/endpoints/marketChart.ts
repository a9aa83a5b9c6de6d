import * as z from 'zod/mini';
import { requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { once } from '../once.js';
import { type CoinGeckoPlan, requireHistoryWithinPlan } from '../plan.js';
import type { Send } from '../send.js';
import { type CallOptions, requireCoinId, requireCurrency, requireDays } from './parameters.js';

/** What {@link CoinGeckoClient.marketChart} takes. */
export interface MarketChartOptions extends CallOptions {
  /** CoinGecko's id of the coin, such as `bitcoin`. */
  readonly coinId: string;
  /** The currency of all values. Default `usd`. */
  readonly vsCurrency?: string | undefined;
  /** How many days back from now, at least 1, or `max`. Demo and keyless calls reach back 365. */
  readonly days: number | 'max';
  /**
   * The distance of the points. Default: CoinGecko's choice, 5 minutes for 1 day, hourly for 2 to 90, daily
   * beyond. Plans differ in what they may ask for.
   */
  readonly interval?: '5m' | 'hourly' | 'daily' | undefined;
}

/** A moment, epoch milliseconds UTC, and the value then; `null` where CoinGecko has none. */
export type ChartPoint = readonly [timestamp: number, value: number | null];

/**
 * A chart as CoinGecko sends it: times are not on a grid, the arrays may differ in length, and the last
 * point is the present moment. `fetchPrices` makes a `PriceSeries` of it.
 */
export interface MarketChart {
  readonly prices: readonly ChartPoint[];
  readonly marketCaps: readonly ChartPoint[];
  /** Volume traded in the 24 hours before each moment, whatever the distance of the points: do not sum. */
  readonly volumes: readonly ChartPoint[];
}

const schema = once(() => {
  const points = z.array(z.tuple([z.number(), z.nullable(z.number())]));
  return z.pipe(
    z.object({ prices: points, market_caps: points, total_volumes: points }),
    z.transform(
      ({ prices, market_caps, total_volumes }): MarketChart => ({
        prices,
        marketCaps: market_caps,
        volumes: total_volumes,
      }),
    ),
  );
});

export async function marketChart(
  send: Send,
  plan: CoinGeckoPlan,
  options: MarketChartOptions,
): Promise<MarketChart> {
  requireKnownKeys('marketChart options', options, ['coinId', 'vsCurrency', 'days', 'interval', 'signal']);
  const coinId = requireCoinId('coinId', options.coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const days = requireDays('days', options.days);
  const { interval, signal } = options;
  if (interval !== undefined) requireOneOf('interval', interval, ['5m', 'hourly', 'daily']);
  requireHistoryWithinPlan(plan, days);
  return send({
    endpoint: `/coins/${encodeURIComponent(coinId)}/market_chart`,
    query: { vs_currency: vsCurrency, days: String(days), interval, precision: 'full' },
    schema,
    signal,
    notFoundHint: unknownCoinHint(coinId),
  });
}

function unknownCoinHint(coinId: string): string {
  return (
    `No coin has the id ${JSON.stringify(coinId)}. Ids are neither symbols nor names ("bitcoin", not "btc" or ` +
    '"Bitcoin"): look yours up with client.coinsList().'
  );
}
