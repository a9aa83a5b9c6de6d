import { requirePaid } from '../access.js';
import type { Reply } from '../reply.js';
import { candlesReply } from './candles.js';
import {
  dayMs,
  hourMs,
  minuteMs,
  refuse,
  requireCoin,
  requireParameter,
  requireRate,
  requireRounding,
} from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

const spans = ['1', '7', '14', '30', '90', '180', '365'];
const mostDays = { daily: 180, hourly: 90 };

/** `/coins/{id}/ohlc`: candles of 30 minutes, 4 hours or 4 days by span; paid plans may ask for other steps. */
export function ohlc(request: RouteRequest, coinId: string): Reply {
  const { now, access } = request;
  const coin = requireCoin(request, coinId);
  requireParameter(request, 'vs_currency');
  const days = requireParameter(request, 'days');
  const rate = requireRate(request, coin);
  const round = requireRounding(request);
  if (days === 'max') requirePaid(access, now);
  else if (!spans.includes(days)) return refuse(400, 'invalid days');
  const spanDays = days === 'max' ? Number.POSITIVE_INFINITY : Number(days);
  const stepMs = requestedStep(request, spanDays) ?? stepOf(spanDays);
  return candlesReply(coin, { from: now - spanDays * dayMs, to: now, stepMs, now }, (value) =>
    round(value * rate),
  );
}

function requestedStep({ query, access, now }: RouteRequest, spanDays: number): number | undefined {
  const { interval } = query;
  if (interval === undefined) return undefined;
  if (interval !== 'daily' && interval !== 'hourly') return refuse(400, 'invalid interval');
  requirePaid(access, now);
  if (spanDays > mostDays[interval]) {
    return refuse(400, `interval=${interval} reaches ${mostDays[interval]} days`);
  }
  return interval === 'daily' ? dayMs : hourMs;
}

function stepOf(days: number): number {
  if (days <= 2) return 30 * minuteMs;
  return days <= 30 ? 4 * hourMs : 4 * dayMs;
}
