import type { Reply } from '../reply.js';
import { chartReply, requestedStep } from './chart.js';
import {
  dayMs,
  hourMs,
  minuteMs,
  refuse,
  requireCoin,
  requireHistory,
  requireParameter,
  requireRate,
  requireRounding,
} from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** A completed UTC day appears ten minutes after its end. */
const dailyDelayMs = 10 * minuteMs;

/** `/coins/{id}/market_chart`: granularity by days, points off the grid, and the present moment last. */
export function marketChart(request: RouteRequest, coinId: string): Reply {
  const { now } = request;
  const coin = requireCoin(request, coinId);
  requireParameter(request, 'vs_currency');
  const days = requireParameter(request, 'days');
  const rate = requireRate(request, coin);
  const span = days === 'max' ? (now - coin.firstTimestamp) / dayMs : Number(days);
  if (!(span > 0) && days !== 'max') return refuse(400, 'invalid days');
  const round = requireRounding(request);
  const stepMs = requestedStep(request, span) ?? stepOf(span);
  requireHistory(request, days === 'max' ? Number.NEGATIVE_INFINITY : now - span * dayMs);
  const until = stepMs === dayMs ? now - dailyDelayMs : now;
  const present = coin.at(now);
  const recorded = coin.between(now - span * dayMs, until, stepMs);
  return chartReply(present === undefined ? recorded : [...recorded, present], (value) =>
    round(value * rate),
  );
}

function stepOf(days: number): number {
  if (days <= 1) return 5 * minuteMs;
  return days <= 90 ? hourMs : dayMs;
}
