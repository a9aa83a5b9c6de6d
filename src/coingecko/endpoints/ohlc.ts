import * as z from 'zod/mini';
import { InvalidArgumentError, PlanLimitError, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import { once } from '../once.js';
import type { CoinGeckoPlan } from '../plan.js';
import type { Send } from '../send.js';
import type { CoinId, Currency } from './names.table.js';
import { type CallOptions, requireCoinId, requireCurrency, unknownCoinHint } from './parameters.js';

/** The spans CoinGecko has candles of; `max` is for paid plans. */
export type OhlcDays = 1 | 7 | 14 | 30 | 90 | 180 | 365 | 'max';

/** What {@link CoinGeckoClient.ohlc} takes. */
export interface OhlcOptions extends CallOptions {
  /** CoinGecko's id of the coin, such as `bitcoin`. */
  readonly coinId: CoinId;
  /** The currency of all prices. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
  /** How many days back from now. */
  readonly days: OhlcDays;
  /**
   * The length of a candle, for paid plans only: `hourly` up to 90 days, `daily` up to 180. Default:
   * CoinGecko's choice, 30 minutes for 1 day, 4 hours up to 30, 4 days beyond.
   */
  readonly interval?: 'hourly' | 'daily' | undefined;
}

/** A candle as CoinGecko sends it, stamped with the moment it ends, epoch milliseconds UTC. */
export type OhlcPoint = readonly [
  closeTimestamp: number,
  open: number | null,
  high: number | null,
  low: number | null,
  close: number | null,
];

export const ohlcSchema = /* @__PURE__ */ once(() => {
  const price = z.nullable(z.number());
  return z.array(z.tuple([z.number(), price, price, price, price]));
});

const allDays: readonly unknown[] = [1, 7, 14, 30, 90, 180, 365, 'max'];
const mostDays = { hourly: 90, daily: 180 };

export async function ohlc(send: Send, plan: CoinGeckoPlan, options: OhlcOptions): Promise<OhlcPoint[]> {
  requireKnownKeys('ohlc options', options, [
    'coinId',
    'vsCurrency',
    'days',
    'interval',
    'signal',
    'priority',
  ]);
  const coinId = requireCoinId('coinId', options.coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const { days, interval, signal, priority } = options;
  requireOhlcSpan(plan, days, interval);
  return send({
    endpoint: `/coins/${encodeURIComponent(coinId)}/ohlc`,
    query: { vs_currency: vsCurrency, days: String(days), interval, precision: 'full' },
    schema: ohlcSchema,
    signal,
    priority,
    freshness: freshness.ohlc,
    notFoundHint: unknownCoinHint(coinId),
  });
}

/** Refuses spans CoinGecko has no candles of, and what only paid plans have. */
export function requireOhlcSpan(
  plan: CoinGeckoPlan,
  days: unknown,
  interval: 'hourly' | 'daily' | undefined,
): asserts days is OhlcDays {
  if (!allDays.includes(days)) {
    throw new InvalidArgumentError({
      argument: 'days',
      value: days,
      expected: `one of ${allDays.join(', ')}`,
    });
  }
  if (interval !== undefined) requireOneOf('interval', interval, ['hourly', 'daily']);
  if (plan !== 'pro' && days === 'max') throw paidError(plan, 'candles of all days', 'Ask for days=365');
  if (plan !== 'pro' && interval !== undefined) {
    throw paidError(plan, `${interval} candles`, 'For closes take fetchPrices');
  }
  if (interval !== undefined && (days === 'max' || Number(days) > mostDays[interval])) {
    throw new InvalidArgumentError({
      argument: 'days',
      value: days,
      expected: `at most ${mostDays[interval]} with interval "${interval}"`,
      hint: 'Ask for fewer days, or give from and to.',
    });
  }
}

export function paidError(plan: CoinGeckoPlan, what: string, instead: string): PlanLimitError {
  return new PlanLimitError({
    message: `The ${plan} plan has no ${what}. ${instead}, or use a paid key with plan "pro".`,
    plan,
  });
}
