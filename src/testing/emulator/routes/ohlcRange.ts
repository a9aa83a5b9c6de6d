import type { Reply } from '../reply.js';
import { candlesReply } from './candles.js';
import {
  dayMs,
  hourMs,
  refuse,
  requireCoin,
  requireParameter,
  requireRange,
  requireRate,
} from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

const mostDays = { daily: 180, hourly: 31 };

/** `/coins/{id}/ohlc/range`, for paid plans: daily candles of up to 180 days, hourly ones of up to 31. */
export function ohlcRange(request: RouteRequest, coinId: string): Reply {
  const { now } = request;
  const coin = requireCoin(request, coinId);
  const rate = requireRate(request, coin);
  const { from, to } = requireRange(request);
  const interval = requireParameter(request, 'interval');
  if (interval !== 'daily' && interval !== 'hourly') return refuse(400, 'invalid interval');
  if (to - from > mostDays[interval] * dayMs) {
    return refuse(400, `interval=${interval} reaches ${mostDays[interval]} days`);
  }
  const stepMs = interval === 'daily' ? dayMs : hourMs;
  return candlesReply(coin, { from: from - 1, to, stepMs, now }, (value) => value * rate);
}
