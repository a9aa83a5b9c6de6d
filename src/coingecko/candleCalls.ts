import { InvalidArgumentError, requireOneOf } from '../errors/index.js';
import { describeTime } from '../series/index.js';
import { type OhlcDays, paidError, requireOhlcSpan } from './endpoints/ohlc.js';
import { firstOhlcRangeTime, mostOhlcRangeDays } from './endpoints/ohlcRange.js';
import { requireRange } from './endpoints/parameters.js';
import type { CoinGeckoPlan } from './plan.js';

/** The length of candles that only paid plans may choose. */
export type CandleInterval = 'hourly' | 'daily';

/** Which time to fetch candles of. */
export type CandleSpan =
  | {
      /** How many days back from now; `max` is for paid plans. */
      readonly days: OhlcDays;
      readonly from?: undefined;
      readonly to?: undefined;
    }
  | {
      readonly days?: undefined;
      /** No candle opens earlier, epoch milliseconds UTC, from 2018-02-09 on. For paid plans. */
      readonly from: number;
      /** No candle ends later, epoch milliseconds UTC, not in the future. Default: now. */
      readonly to?: number | undefined;
    };

/** A call for candles. */
export type CandleCall =
  | { readonly endpoint: 'ohlc'; readonly days: OhlcDays; readonly interval: CandleInterval | undefined }
  | {
      readonly endpoint: 'ohlcRange';
      readonly from: number;
      readonly to: number;
      readonly interval: CandleInterval;
    };

/** The calls that give the candles wanted. */
export interface CandlePlan {
  /** The length of a candle, milliseconds. */
  readonly stepMs: number;
  /** Candles that open earlier are not wanted. */
  readonly from: number;
  /** Oldest first; no fewer would do. */
  readonly calls: readonly CandleCall[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const steps = { hourly: hourMs, daily: dayMs };

/**
 * The fewest calls for the candles of a span, whose length CoinGecko chooses by the span unless told (docs of
 * `ohlc` and `ohlc/range`).
 *
 * @throws {@link InvalidArgumentError} when the span is none CoinGecko has candles of.
 * @throws {@link PlanLimitError} when only paid plans have them.
 */
export function candleCalls(
  { days, from, to }: CandleSpan,
  interval: CandleInterval | undefined,
  { plan, now }: { readonly plan: CoinGeckoPlan; readonly now: number },
): CandlePlan {
  if (from === undefined && to === undefined) {
    requireOhlcSpan(plan, days, interval);
    const stepMs = interval === undefined ? chosenStep(days) : steps[interval];
    return { stepMs, from: 0, calls: [{ endpoint: 'ohlc', days, interval }] };
  }
  if (days !== undefined) {
    const hint = 'Ask for the last days, or for a range, not for both.';
    const expected = 'left out when from or to is given';
    throw new InvalidArgumentError({ argument: 'days', value: days, expected, hint });
  }
  const range = requirePast(requireRange(from, to ?? now), now);
  const wanted = requireOneOf('interval', interval ?? 'daily', ['hourly', 'daily']);
  if (plan !== 'pro') throw paidError(plan, 'candles by range', 'Ask for days');
  return rangeCalls(range, wanted);
}

function chosenStep(days: OhlcDays): number {
  if (days === 1) return 30 * minuteMs;
  return days !== 'max' && days <= 30 ? 4 * hourMs : 4 * dayMs;
}

interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Whole candles only, cut where a call ends, so that no call is for a part of one. */
function rangeCalls(range: TimeRange, interval: CandleInterval): CandlePlan {
  const stepMs = steps[interval];
  const start = Math.ceil(range.from / stepMs) * stepMs;
  const end = Math.floor(range.to / stepMs) * stepMs;
  if (end <= start) {
    throw new InvalidArgumentError({
      argument: 'to',
      value: range.to,
      expected: `late enough for a whole ${interval} candle after from, ${describeTime(range.from)}`,
      hint: 'Widen the span, or ask for hourly candles.',
    });
  }
  const longestMs = mostOhlcRangeDays[interval] * dayMs;
  const calls = Array.from({ length: Math.ceil((end - start) / longestMs) }, (_, index) => {
    const from = start + index * longestMs;
    return { endpoint: 'ohlcRange' as const, from, to: Math.min(from + longestMs, end), interval };
  });
  return { stepMs, from: start, calls };
}

function requirePast({ from, to }: TimeRange, now: number): TimeRange {
  if (to > now) {
    throw new InvalidArgumentError({
      argument: 'to',
      value: to,
      expected: `not in the future, at most ${now}`,
      hint: 'Leave it out to fetch up to now.',
    });
  }
  if (from < firstOhlcRangeTime) {
    throw new InvalidArgumentError({
      argument: 'from',
      value: from,
      expected: `at least ${firstOhlcRangeTime} (2018-02-09), where CoinGecko's candles begin`,
    });
  }
  return { from, to };
}
