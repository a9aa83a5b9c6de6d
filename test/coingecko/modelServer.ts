import type { PlannedCall } from '../../src/coingecko/index.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far from its step the server records a point: anywhere up to a minute after it, by the step's number. */
export function recordedAt(step: number, stepMs: number): number {
  return stepMs === day ? step : step + (((step / stepMs) * 7919) % minute);
}

/** The price of a step, which no two of them share. */
export function priceOf(step: number): number {
  return 1 + step / 1e9;
}

/** The distance CoinGecko chooses for a range, by its documentation. */
export function rangeStep(from: number, to: number, now: number): number {
  const days = (to - from) / day;
  if (days <= 1) return from >= now - day ? 5 * minute : hour;
  return days <= 90 ? hour : day;
}

/** What a server by CoinGecko's documentation answers to a planned call at a moment. */
export function answerCall(call: PlannedCall, now: number): { stepMs: number; points: [number, number][] } {
  const byDays = call.endpoint === 'market_chart';
  const [from, to] = byDays
    ? [now - call.parameters.days * day, now]
    : [call.parameters.from, Math.min(call.parameters.to, now)];
  const { days } = byDays ? call.parameters : { days: 0 };
  const stepMs = byDays ? (days <= 1 ? 5 * minute : days <= 90 ? hour : day) : rangeStep(from, to, now);
  const points: [number, number][] = [];
  for (let step = (Math.floor(from / stepMs) - 1) * stepMs; step <= to; step += stepMs) {
    const timestamp = recordedAt(step, stepMs);
    if (timestamp >= from && timestamp <= to) points.push([timestamp, priceOf(step)]);
  }
  if (byDays) points.push([now, 999]);
  return { stepMs, points };
}
