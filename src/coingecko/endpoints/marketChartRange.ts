import { PlanLimitError, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { marketChartRangeFreshness } from '../freshness.js';
import { type CoinGeckoPlan, requireHistoryWithinPlan } from '../plan.js';
import type { Send } from '../send.js';
import { chartSchema, type MarketChart } from './marketChart.js';
import type { CoinId, Currency } from './names.table.js';
import {
  type CallOptions,
  requireCoinId,
  requireCurrency,
  requireRange,
  unknownCoinHint,
} from './parameters.js';

/** What {@link CoinGeckoClient.marketChartRange} takes. */
export interface MarketChartRangeOptions extends CallOptions {
  /** CoinGecko's id of the coin, such as `bitcoin`. */
  readonly coinId: CoinId;
  /** The currency of all values. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
  /** The first moment, epoch milliseconds UTC; sent in whole seconds, rounded down. */
  readonly from: number;
  /** The last moment, epoch milliseconds UTC; sent in whole seconds, rounded down. */
  readonly to: number;
  /**
   * The distance of the points, for paid plans only. Default: CoinGecko's choice, 5 minutes for the day up to
   * now, hourly for up to 90 days, daily beyond.
   */
  readonly interval?: '5m' | 'hourly' | 'daily' | undefined;
}

const dayMs = 86_400_000;

export async function marketChartRange(
  send: Send,
  connection: { readonly plan: CoinGeckoPlan; readonly now: number },
  options: MarketChartRangeOptions,
): Promise<MarketChart> {
  requireKnownKeys('marketChartRange options', options, [
    'coinId',
    'vsCurrency',
    'from',
    'to',
    'interval',
    'signal',
    'priority',
  ]);
  const coinId = requireCoinId('coinId', options.coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const { from, to } = requireRange(options.from, options.to);
  const { interval, signal, priority } = options;
  if (interval !== undefined) requireOneOf('interval', interval, ['5m', 'hourly', 'daily']);
  if (interval !== undefined && connection.plan !== 'pro') throw intervalError(connection.plan);
  requireHistoryWithinPlan(connection.plan, Math.floor((connection.now - from) / dayMs));
  return send({
    endpoint: `/coins/${encodeURIComponent(coinId)}/market_chart/range`,
    query: {
      vs_currency: vsCurrency,
      from: String(Math.floor(from / 1000)),
      to: String(Math.floor(to / 1000)),
      interval,
      precision: 'full',
    },
    schema: chartSchema,
    signal,
    priority,
    freshness: marketChartRangeFreshness(to - from),
    notFoundHint: unknownCoinHint(coinId),
  });
}

function intervalError(plan: CoinGeckoPlan): PlanLimitError {
  return new PlanLimitError({
    message:
      `The ${plan} plan does not choose the interval of a range. Leave interval out: spans of 2 to 90 days are ` +
      'hourly, longer ones daily.',
    plan,
  });
}
