import { InvalidArgumentError, requireKnownKeys, requireNumber, requireOneOf } from '../errors/index.js';
import { describeTime } from '../series/index.js';
import { earliestOf, type FetchSpan, resolveSpan, type TimeRange } from './fetchSpan.js';
import { type CoinGeckoPlan, requireHistoryWithinPlan } from './plan.js';
import { type PlannedCall, planCalls } from './planCalls.js';
import { type PriceInterval, priceIntervals } from './priceIntervals.js';

/** What {@link planFetch} takes: a {@link FetchSpan} and these. */
export interface PlanFetchSettings {
  /**
   * The distance of the prices; `auto`, the default, is the finest that one call gives: `5m` within the last day,
   * `hourly` for up to 90 days, `daily` for more.
   */
  readonly interval?: PriceInterval | 'auto' | undefined;
  /** The plan of the client. Default `keyless`. */
  readonly plan?: CoinGeckoPlan | undefined;
  /** The present, epoch milliseconds UTC. Default: the machine's clock. */
  readonly now?: number | undefined;
}

/** What {@link planFetch} takes. */
export type PlanFetchOptions = FetchSpan & PlanFetchSettings;

/** How prices are going to be fetched. */
export interface FetchPlan {
  /** The distance of the prices; never `auto`. */
  readonly interval: PriceInterval;
  /** That distance, milliseconds. */
  readonly stepMs: number;
  /** The first step wanted, epoch milliseconds UTC, on the grid of whole multiples of `stepMs`. */
  readonly first: number;
  /** The last step wanted, epoch milliseconds UTC, likewise. */
  readonly last: number;
  /** How many steps are wanted. */
  readonly count: number;
  /** Whether the last step wanted is the latest there is, which may not have come yet. */
  readonly reachesPresent: boolean;
  /** The calls, oldest first; no fewer would do. */
  readonly calls: readonly PlannedCall[];
}

const dayMs = 86_400_000;
/** The edge of a plan's history moves on while a call waits for its turn, so none begins nearer to it. */
const edgeMs = 60_000;

/**
 * Plans the fewest calls that give prices at a distance over a span, without making any.
 *
 * CoinGecko chooses the distance by the span asked for, so a call is made longer or shorter to get the one
 * wanted: hourly prices of more than 90 days are asked for in equal pieces of at most 90, those of less than 2 as
 * 2 days, and daily ones of 90 or fewer as 91. The parameter `interval`, which is for some plans only, is never
 * sent. Prices are wanted at each multiple of the step within the span, its end excluded, so that adjoining
 * spans neither lose nor double any.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds, both `days` and `from` are
 * given or neither, the range is reversed, in the future or shorter than a step, 5-minute prices are wanted from
 * before the last day, or hourly ones from before 2018-01-30.
 * @throws {@link PlanLimitError} when the plan does not reach back that far.
 * @example
 * ```ts
 * import { planFetch } from 'coincast';
 *
 * const plan = planFetch({ days: 365, interval: 'hourly', plan: 'demo' });
 * plan.count; // => 8760
 * plan.calls.length; // => 5
 * planFetch({ days: 7, interval: 'daily' }).calls[0]?.parameters; // => { days: 91 }
 * ```
 */
export function planFetch(options: PlanFetchOptions): FetchPlan {
  requireKnownKeys('planFetch options', options, ['days', 'from', 'to', 'interval', 'plan', 'now']);
  const { interval: asked = 'auto', plan = 'keyless', now = Date.now() } = options;
  requireOneOf('interval', asked, ['auto', '5m', 'hourly', 'daily']);
  requireOneOf('plan', plan, ['keyless', 'demo', 'pro']);
  requireNumber('now', now, { min: 0, max: 8.64e15 });
  const range = resolveSpan(options, now);
  const interval = asked === 'auto' ? finestOfOneCall(range, now) : asked;
  const { stepMs, historyFrom } = priceIntervals[interval];
  const first = firstStep(range.from, interval);
  const last = firstStep(range.to, interval) - stepMs;
  if (last < first) throw tooShort(range, stepMs);
  const planFrom = earliestOf(plan, now);
  if (first < planFrom) requireHistoryWithinPlan(plan, Math.ceil((now - range.from) / dayMs));
  const oldest = interval === '5m' ? now - dayMs : historyFrom;
  if (first < oldest) throw unreachable(options, interval, oldest);
  const earliest = Math.max(historyFrom, planFrom + edgeMs);
  return {
    interval,
    stepMs,
    first,
    last,
    count: (last - first) / stepMs + 1,
    reachesPresent: last >= now - stepMs,
    calls: planCalls({ first, last, days: options.days, interval, now, earliest }),
  };
}

function finestOfOneCall({ from, to }: TimeRange, now: number): PriceInterval {
  const { mostDays, historyFrom } = priceIntervals.hourly;
  if (firstStep(from, '5m') >= now - dayMs) return '5m';
  const isHourly = to - from <= mostDays * dayMs && firstStep(from, 'hourly') >= historyFrom;
  return isHourly ? 'hourly' : 'daily';
}

/** The first multiple of the step that is not before a moment: limits concern steps, not the milliseconds before. */
function firstStep(time: number, interval: PriceInterval): number {
  const { stepMs } = priceIntervals[interval];
  return Math.ceil(time / stepMs) * stepMs;
}

function unreachable({ days, from }: FetchSpan, interval: PriceInterval, oldest: number): Error {
  const reach = interval === '5m' ? 'the last day only' : `${describeTime(oldest)} and later`;
  return new InvalidArgumentError({
    argument: days === undefined ? 'from' : 'days',
    value: days ?? from,
    expected: `within what CoinGecko has with interval "${interval}", ${reach}`,
    hint: 'Ask for a shorter time, or for a coarser interval.',
  });
}

function tooShort({ from, to }: TimeRange, stepMs: number): Error {
  return new InvalidArgumentError({
    argument: 'to',
    value: to,
    expected: `after a whole multiple of ${stepMs / 60_000} minutes that is not before from, ${from}`,
    hint: 'Widen the span, or ask for a finer interval.',
  });
}
