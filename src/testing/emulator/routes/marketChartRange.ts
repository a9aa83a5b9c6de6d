import type { Reply } from '../reply.js';
import { chartReply, requestedStep } from './chart.js';
import {
  dayMs,
  hourMs,
  minuteMs,
  requireCoin,
  requireHistory,
  requireRange,
  requireRate,
  requireRounding,
} from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** A completed UTC day appears 35 minutes after its end. */
const dailyDelayMs = 35 * minuteMs;

/**
 * `/coins/{id}/market_chart/range`: granularity by span, 5 minutes only for the day up to now, and the present
 * moment last where the range reaches it.
 */
export function marketChartRange(request: RouteRequest, coinId: string): Reply {
  const { now } = request;
  const coin = requireCoin(request, coinId);
  const rate = requireRate(request, coin);
  const { from, to } = requireRange(request);
  const round = requireRounding(request);
  const stepMs = requestedStep(request, (to - from) / dayMs) ?? stepOf(from, to, now);
  requireHistory(request, from);
  const until = stepMs === dayMs ? now - dailyDelayMs : now;
  const recorded = coin.between(from - 1, Math.min(to, until), stepMs);
  const present = to >= now ? coin.at(now) : undefined;
  return chartReply(present === undefined ? recorded : [...recorded, present], (value) =>
    round(value * rate),
  );
}

function stepOf(from: number, to: number, now: number): number {
  const days = (to - from) / dayMs;
  if (days <= 1 && from >= now - dayMs) return 5 * minuteMs;
  return days <= 90 ? hourMs : dayMs;
}
