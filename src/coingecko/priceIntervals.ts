/** The distance of prices as CoinGecko gives them. */
export type PriceInterval = '5m' | 'hourly' | 'daily';

/** What CoinGecko gives at one distance, where the parameter `interval` is left out. */
export interface PriceIntervalFacts {
  readonly stepMs: number;
  /** The shortest span asked for that is certain to come at this distance, days. */
  readonly leastDays: number;
  /** The longest, days. */
  readonly mostDays: number;
  /** Before this moment there is nothing, epoch milliseconds UTC. */
  readonly historyFrom: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * The distances of `market_chart` and `market_chart/range` by span (docs.coingecko.com, 2026-06): 5 minutes for
 * the day up to now, hourly for up to 90 days, daily beyond. A range of a day is hourly or of 5 minutes
 * depending on where it ends, and one of less may come empty, hence 2 days at least for hourly ones.
 *
 * @internal
 */
export const priceIntervals: Readonly<Record<PriceInterval, PriceIntervalFacts>> = {
  '5m': { stepMs: 5 * minuteMs, leastDays: 1, mostDays: 1, historyFrom: Date.UTC(2018, 1, 9) },
  hourly: { stepMs: 60 * minuteMs, leastDays: 2, mostDays: 90, historyFrom: Date.UTC(2018, 0, 30) },
  daily: { stepMs: dayMs, leastDays: 91, mostDays: Number.POSITIVE_INFINITY, historyFrom: 0 },
};
