import { conversionRate } from './currencies.table.js';
import { codedError, flatError, isPrecision, ok, type Reply, type RouteRequest, rounding } from './reply.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const freeHistoryDays = 365;
/** A completed UTC day appears ten minutes after its end. */
const dailyDelayMs = 10 * minuteMs;

/** `/coins/{id}/market_chart`: granularity by days, points off the grid, and the present moment last. */
export function marketChart({ query, now, pro, coins }: RouteRequest, coinId: string): Reply {
  const coin = coins.get(coinId);
  if (coin === undefined) return flatError(404, 'coin not found');
  const { vs_currency: vsCurrency, days, interval, precision } = query;
  if (vsCurrency === undefined) return flatError(422, 'Missing parameter vs_currency');
  if (days === undefined) return flatError(422, 'Missing parameter days');
  const rate = conversionRate(coin.vsCurrency, vsCurrency.toLowerCase());
  if (rate === undefined) return flatError(400, 'invalid vs_currency');
  const span = days === 'max' ? (now - coin.firstTimestamp) / dayMs : Number(days);
  if (!(span > 0) && days !== 'max') return flatError(400, 'invalid days');
  if (!isPrecision(precision)) return flatError(400, 'invalid precision');
  const stepMs = stepOf(interval, span);
  if (stepMs === undefined) return flatError(400, 'invalid interval');
  if (!pro && (days === 'max' || span > freeHistoryDays)) {
    return codedError(401, 10012, historyMessage, now);
  }
  const round = rounding(precision);
  const recorded = coin.between(now - span * dayMs, stepMs === dayMs ? now - dailyDelayMs : now, stepMs);
  const present = coin.at(now);
  const points = present === undefined ? [] : [...recorded, present];
  const column = (pick: 'price' | 'volume' | 'marketCap') =>
    points.flatMap((point) => {
      const value = point[pick];
      return value === undefined ? [] : [[point.timestamp, round(value * rate)]];
    });
  return ok({
    prices: column('price'),
    market_caps: column('marketCap'),
    total_volumes: column('volume'),
  });
}

const historyMessage =
  'Your request exceeds the allowed time range. Public API users are limited to querying historical data ' +
  'within the past 365 days.';

function stepOf(interval: string | undefined, days: number): number | undefined {
  if (interval === 'daily') return dayMs;
  if (interval === 'hourly') return hourMs;
  if (interval !== undefined) return undefined;
  if (days <= 1) return 5 * minuteMs;
  return days <= 90 ? hourMs : dayMs;
}
