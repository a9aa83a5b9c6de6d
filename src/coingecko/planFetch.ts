import { InvalidArgumentError } from '../errors/index.js';

/** The distance of the points wanted; `auto` takes what CoinGecko gives for the span. */
export type PriceInterval = 'auto' | '5m' | 'hourly' | 'daily';

/** The call that gives the wanted prices, and what to keep of it. */
export interface FetchPlan {
  /** How many days to ask for, which decides what CoinGecko sends. */
  readonly requestDays: number;
  /** The distance of the points it sends, milliseconds. */
  readonly stepMs: number;
  /** How long the span wanted is, milliseconds. */
  readonly spanMs: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const steps = { '5m': 5 * minuteMs, hourly: 60 * minuteMs, daily: dayMs };

/**
 * Plans the call for the last `days`.
 *
 * CoinGecko sends 5-minute points for 1 day, hourly ones for 2 to 90, daily ones beyond (docs of
 * market_chart). So hourly prices of 1 day are asked for as 2 days and daily ones of less as 91, which every
 * plan may do, where the parameter `interval` is for some plans only.
 */
export function planFetch(days: number, interval: PriceInterval): FetchPlan {
  const granularity = interval === 'auto' ? (days === 1 ? '5m' : days <= 90 ? 'hourly' : 'daily') : interval;
  const mostDays = { '5m': 1, hourly: 90, daily: Number.POSITIVE_INFINITY }[granularity];
  if (days > mostDays) {
    throw new InvalidArgumentError({
      argument: 'days',
      value: days,
      expected: `at most ${mostDays} with interval "${interval}"`,
      hint: 'Ask for fewer days, or for a coarser interval.',
    });
  }
  const leastDays = { '5m': 1, hourly: 2, daily: 91 }[granularity];
  const stepMs = steps[granularity];
  return { requestDays: Math.max(days, leastDays), stepMs, spanMs: days * dayMs };
}
