import { type PriceInterval, priceIntervals } from './priceIntervals.js';

/** What a call is expected to give; it may give more, which is left out. */
export interface ExpectedPrices {
  /** The first step, epoch milliseconds UTC. */
  readonly first: number;
  /** The last step, epoch milliseconds UTC. */
  readonly last: number;
  /** How many steps. */
  readonly count: number;
}

/** A call of a {@link FetchPlan}: to `market_chart` by days, or to `market_chart/range` by moments. */
export type PlannedCall =
  | {
      readonly endpoint: 'market_chart';
      /** How many days back from now. */
      readonly parameters: { readonly days: number };
      readonly expected: ExpectedPrices;
    }
  | {
      readonly endpoint: 'market_chart/range';
      /** Epoch milliseconds UTC, whole seconds. */
      readonly parameters: { readonly from: number; readonly to: number };
      readonly expected: ExpectedPrices;
    };

interface WantedSteps {
  readonly first: number;
  readonly last: number;
  /** Set when the span is that of the last days. */
  readonly days: number | undefined;
  readonly interval: PriceInterval;
  readonly now: number;
  /** Where the history of plan and interval begins. */
  readonly earliest: number;
}

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * The calls for a run of steps: the steps in as few pieces as will do, of lengths that differ by one at most, and
 * a call for each.
 */
export function planCalls(wanted: WantedSteps): PlannedCall[] {
  const { first, last, interval } = wanted;
  const { stepMs, mostDays } = priceIntervals[interval];
  const count = (last - first) / stepMs + 1;
  // 5-minute steps of one day back from now may be one more than fit a day; they are one call all the same.
  const pieces = interval === '5m' ? 1 : Math.ceil((count * stepMs) / (mostDays * dayMs)) || 1;
  return Array.from({ length: pieces }, (_, piece) => {
    const start = Math.floor((piece * count) / pieces);
    const end = Math.floor(((piece + 1) * count) / pieces);
    const expected = {
      first: first + start * stepMs,
      last: first + (end - 1) * stepMs,
      count: end - start,
    };
    return planCall(expected, wanted, pieces);
  });
}

/**
 * A piece that ends now is asked for by days, whose answer is the freshest, if a span of days holds it with time
 * to spare for the wait in the rate limiter's queue; any other, by range.
 */
function planCall(expected: ExpectedPrices, wanted: WantedSteps, pieces: number): PlannedCall {
  const { interval, now, earliest, days } = wanted;
  const { stepMs, leastDays, mostDays } = priceIntervals[interval];
  if (interval === '5m') return byDays(1, expected);
  if (expected.last >= now - stepMs) {
    const reach =
      days !== undefined && pieces === 1 ? days : Math.ceil((now - expected.first + hourMs) / dayMs);
    const most = Math.min(mostDays, Math.ceil((now - earliest) / dayMs));
    const asked = Math.max(leastDays, interval === 'daily' ? Math.min(reach, most) : reach);
    if (asked <= most) return byDays(asked, expected);
  }
  return { endpoint: 'market_chart/range', parameters: rangeOf(expected, wanted), expected };
}

function byDays(days: number, expected: ExpectedPrices): PlannedCall {
  return { endpoint: 'market_chart', parameters: { days }, expected };
}

/**
 * Half a step to either side of the steps, since points lie near the grid and not on it, and widened to what is
 * certain to come at this distance. It ends before the present, whose price then cannot be in it.
 */
function rangeOf(
  { first, last }: ExpectedPrices,
  { interval, now, earliest }: WantedSteps,
): { readonly from: number; readonly to: number } {
  const { stepMs, leastDays } = priceIntervals[interval];
  const leastMs = leastDays * dayMs;
  let to = Math.min(last + stepMs / 2, now - secondMs);
  let from = Math.min(startOf(first, stepMs, earliest), to - leastMs);
  if (from < earliest) {
    from = earliest;
    to = Math.max(to, Math.min(from + leastMs, now - secondMs));
  }
  return { from: Math.ceil(from / secondMs) * secondMs, to: Math.floor(to / secondMs) * secondMs };
}

/**
 * At the edge of a plan's history as late as will do, since that edge moves on while the call waits for its turn;
 * points come a minute before their step at most.
 */
function startOf(first: number, stepMs: number, earliest: number): number {
  const usual = first - stepMs / 2;
  return usual >= earliest + hourMs ? usual : Math.max(earliest, first - minuteMs);
}
