import * as z from 'zod/mini';
import { requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import { once } from '../once.js';
import { type CoinGeckoPlan, requireHistoryWithinPlan } from '../plan.js';
import type { Send } from '../send.js';
import type { CoinId, Currency } from './names.table.js';
import {
  type CallOptions,
  requireCoinId,
  requireCurrency,
  requireDays,
  unknownCoinHint,
} from './parameters.js';

/** What {@link CoinGeckoClient.marketChart} takes. */
export interface MarketChartOptions extends CallOptions {
  /** CoinGecko's id of the coin, such as `bitcoin`. */
  readonly coinId: CoinId;
  /** The currency of all values. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
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

export const chartSchema = /* @__PURE__ */ once(() => {
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
  requireKnownKeys('marketChart options', options, [
    'coinId',
    'vsCurrency',
    'days',
    'interval',
    'signal',
    'priority',
  ]);
  const coinId = requireCoinId('coinId', options.coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const days = requireDays('days', options.days);
  const { interval, signal, priority } = options;
  if (interval !== undefined) requireOneOf('interval', interval, ['5m', 'hourly', 'daily']);
  requireHistoryWithinPlan(plan, days);
  return send({
    endpoint: `/coins/${encodeURIComponent(coinId)}/market_chart`,
    query: { vs_currency: vsCurrency, days: String(days), interval, precision: 'full' },
    schema: chartSchema,
    signal,
    priority,
    freshness: freshness.marketChart,
    notFoundHint: unknownCoinHint(coinId),
  });
}
