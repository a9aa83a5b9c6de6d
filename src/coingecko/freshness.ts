import type { CoinGeckoPlan } from './plan.js';

/** How long an answer given now stays fresh, milliseconds. */
export type Freshness = (moment: { readonly now: number; readonly plan: CoinGeckoPlan }) => number;

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/**
 * How long CoinGecko itself serves the same answer, by endpoint, so that a kept one is no older than a fresh
 * one may be: docs.coingecko.com as of 2026-06 for prices, charts and candles; the OpenAPI client 0.0.4 for
 * coins, markets and search; the currencies, of which neither speaks, as the coins.
 *
 * @internal
 */
export const freshness = {
  supportedCurrencies: () => 5 * minuteMs,
  simplePrice: ({ plan }) => (plan === 'pro' ? 20 : 60) * secondMs,
  coinsList: () => 5 * minuteMs,
  coinsMarkets: () => 45 * secondMs,
  marketChart: () => 30 * secondMs,
  ohlc: () => 15 * minuteMs,
  search: () => 15 * minuteMs,
} satisfies Record<string, Freshness>;

/**
 * {@link freshness} of a chart by range: 30 seconds for up to a day, 30 minutes for up to 90, beyond 12 hours
 * but not past 00:40 UTC, when the day before has been added.
 *
 * @internal
 */
export function marketChartRangeFreshness(spanMs: number): Freshness {
  if (spanMs <= dayMs) return () => 30 * secondMs;
  if (spanMs <= 90 * dayMs) return () => 30 * minuteMs;
  return ({ now }) => {
    const sinceRenewal = (((now - 40 * minuteMs) % dayMs) + dayMs) % dayMs;
    return Math.min(12 * hourMs, dayMs - sinceRenewal);
  };
}
