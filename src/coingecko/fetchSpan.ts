import { InvalidArgumentError, requireInteger } from '../errors/index.js';
import { requireRange } from './endpoints/parameters.js';
import { type CoinGeckoPlan, planFacts } from './plan.js';

/** Which time to fetch: the last `days`, or the half-open range from `from` up to, but not including, `to`. */
export type FetchSpan =
  | {
      /** How many days back from now, at least 1. Demo and keyless calls reach back 365. */
      readonly days: number;
      readonly from?: undefined;
      readonly to?: undefined;
    }
  | {
      readonly days?: undefined;
      /** The first moment wanted, epoch milliseconds UTC. */
      readonly from: number;
      /** The first moment no longer wanted, epoch milliseconds UTC, not in the future. Default: now. */
      readonly to?: number | undefined;
    };

/** A half-open range of time, epoch milliseconds UTC. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/**
 * The range a span means at a moment; `days` of whole days end now.
 *
 * @throws {@link InvalidArgumentError} when the span is incomplete, contradictory, reversed, or in the future.
 */
export function resolveSpan({ days, from, to }: FetchSpan, now: number): TimeRange {
  return days === undefined ? requirePast(from, to ?? now, now) : lastDays(days, { from, to, now });
}

/** Where the history of a plan begins at a moment, epoch milliseconds UTC. */
export function earliestOf(plan: CoinGeckoPlan, now: number): number {
  return now - (planFacts[plan].maxHistoryDays ?? Number.POSITIVE_INFINITY) * dayMs;
}

function lastDays(days: unknown, { from, to, now }: { from: unknown; to: unknown; now: number }): TimeRange {
  if (from !== undefined || to !== undefined) {
    throw new InvalidArgumentError({
      argument: 'days',
      value: days,
      expected: 'left out when from or to is given',
      hint: 'Ask for the last days, or for a range, not for both.',
    });
  }
  return { from: now - requireInteger('days', days, { min: 1 }) * dayMs, to: now };
}

function requirePast(from: unknown, to: unknown, now: number): TimeRange {
  if (from === undefined) {
    throw new InvalidArgumentError({
      argument: 'days',
      value: undefined,
      expected: 'an integer at least 1 unless from is given',
      hint: 'Ask for the last days, as days: 30, or for a range, as from: Date.UTC(2026, 0, 1).',
    });
  }
  const range = requireRange(from, to);
  if (range.to <= now) return range;
  throw new InvalidArgumentError({
    argument: 'to',
    value: to,
    expected: `not in the future, at most ${now}`,
    hint: 'Leave it out to fetch up to now.',
  });
}
