import { requirePaid } from '../access.js';
import type { MarketPoint } from '../CoinHistory.js';
import { ok, type Reply } from '../reply.js';
import { dayMs, hourMs, minuteMs, refuse } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

const mostDaysHourly = 100;
const mostDays5m = 10;

/** The step the parameter `interval` asks for, or `undefined` where it is absent. */
export function requestedStep({ query, access, now }: RouteRequest, spanDays: number): number | undefined {
  switch (query['interval']) {
    case undefined:
      return undefined;
    case 'daily':
      return dayMs;
    case 'hourly':
      return spanDays <= mostDaysHourly
        ? hourMs
        : refuse(400, `interval=hourly reaches ${mostDaysHourly} days`);
    case '5m':
      requirePaid(access, now);
      return spanDays <= mostDays5m ? 5 * minuteMs : refuse(400, `interval=5m reaches ${mostDays5m} days`);
    default:
      return refuse(400, 'invalid interval');
  }
}

/** A chart's three columns; a point without volume or market capitalisation is left out of that column. */
export function chartReply(points: readonly MarketPoint[], scale: (value: number) => number): Reply {
  const column = (pick: 'price' | 'volume' | 'marketCap') =>
    points.flatMap((point) => {
      const value = point[pick];
      return value === undefined ? [] : [[point.timestamp, scale(value)]];
    });
  return ok({ prices: column('price'), market_caps: column('marketCap'), total_volumes: column('volume') });
}
