import type { CoinHistory, MarketPoint } from '../CoinHistory.js';
import { dayMs, hourMs, listOf } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** A row of `/coins/markets`. */
export type MarketRow = ReturnType<typeof marketRow>;

/** What a row is made of. */
export interface MarketRowInput {
  readonly coin: CoinHistory;
  readonly rank: number | null;
  readonly present: MarketPoint;
  /** Into the currency asked for, rounded. */
  readonly scale: (value: number) => number;
}

/** A coin's market now, the day before, and its extremes of all time. */
export function marketRow({ query, now }: RouteRequest, { coin, rank, present, scale }: MarketRowInput) {
  const { price, marketCap, volume } = present;
  const before = coin.at(now - dayMs);
  const day = [...coin.between(now - dayMs, now, hourMs), present];
  const [low, high] = extremes(day);
  const [lowest, highest] = extremes([...coin.between(0, now, dayMs), ...day]);
  const cap = known(marketCap, scale);
  const supply = marketCap === undefined ? null : marketCap / price;
  return {
    id: coin.id,
    symbol: coin.symbol,
    name: coin.name,
    image: 'missing_large.png',
    current_price: scale(price),
    market_cap: cap,
    market_cap_rank: rank,
    fully_diluted_valuation: cap,
    total_volume: known(volume, scale),
    high_24h: scale(high.price),
    low_24h: scale(low.price),
    price_change_24h: before === undefined ? null : scale(price - before.price),
    price_change_percentage_24h: percentChange(before?.price, price),
    market_cap_change_24h:
      before?.marketCap === undefined ? null : known(marketCap, (now) => scale(now - before.marketCap!)),
    market_cap_change_percentage_24h: percentChange(before?.marketCap, marketCap),
    circulating_supply: supply,
    total_supply: supply,
    max_supply: null,
    ath: scale(highest.price),
    ath_change_percentage: percentChange(highest.price, price),
    ath_date: isoDate(highest.timestamp),
    atl: scale(lowest.price),
    atl_change_percentage: percentChange(lowest.price, price),
    atl_date: isoDate(lowest.timestamp),
    roi: null,
    last_updated: isoDate(now),
    ...(query['include_rehypothecated'] === 'true' ? { market_cap_rank_with_rehypothecated: rank } : {}),
    ...(query['sparkline'] === 'true' ? { sparkline_in_7d: { price: sparkline(coin, now, scale) } } : {}),
    ...changes(query['price_change_percentage'] ?? '', coin, present),
  };
}

const changeSpansMs: Readonly<Record<string, number>> = {
  '1h': hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '14d': 14 * dayMs,
  '30d': 30 * dayMs,
  '200d': 200 * dayMs,
  '1y': 365 * dayMs,
};

function changes(spans: string, coin: CoinHistory, present: MarketPoint): Record<string, number | null> {
  const known = listOf(spans).filter((span) => span in changeSpansMs);
  return Object.fromEntries(
    known.map((span) => {
      const before = coin.at(present.timestamp - changeSpansMs[span]!)?.price;
      return [`price_change_percentage_${span}_in_currency`, percentChange(before, present.price)];
    }),
  );
}

function sparkline(coin: CoinHistory, now: number, scale: (value: number) => number): number[] {
  return coin.between(now - 7 * dayMs, now, hourMs).map(({ price }) => scale(price));
}

function extremes(points: readonly MarketPoint[]): [lowest: MarketPoint, highest: MarketPoint] {
  let lowest = points[0]!;
  let highest = lowest;
  for (const point of points) {
    if (point.price < lowest.price) lowest = point;
    if (point.price > highest.price) highest = point;
  }
  return [lowest, highest];
}

function percentChange(before: number | undefined, after: number | undefined): number | null {
  return before === undefined || after === undefined ? null : (after / before - 1) * 100;
}

function known(value: number | undefined, map: (value: number) => number): number | null {
  return value === undefined ? null : map(value);
}

function isoDate(timestamp: number): string {
  return new Date(timestamp).toISOString();
}
