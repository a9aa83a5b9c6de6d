import { InsufficientDataError } from '../errors/index.js';
import { createPriceSeries, type PriceSeries } from '../series/index.js';
import { type AlignedChart, alignChart, nearestStep, type Steps } from './alignChart.js';
import type { ChartPoint } from './endpoints/marketChart.js';
import { type FetchGap, fetchGaps } from './FetchGap.js';
import type { FetchPlan } from './planFetch.js';
import { type PlannedAnswer, type PriceQuery, runPlan } from './runPlan.js';

/** The prices of a plan, joined. */
export interface GatheredPrices {
  readonly series: PriceSeries;
  /** The price of the present moment, where a call reached it. */
  readonly present: ChartPoint | undefined;
}

const dayMs = 86_400_000;

/**
 * Runs a plan and joins the answers into one series, telling of its gaps.
 *
 * @throws {@link InsufficientDataError} when CoinGecko has no price in the span.
 */
export async function gatherPrices(
  plan: FetchPlan,
  query: PriceQuery & {
    /** Set when the span is that of the last days. */
    readonly days: number | undefined;
    readonly onGap: ((gap: FetchGap) => void) | undefined;
  },
): Promise<GatheredPrices> {
  const { coinId, vsCurrency, client, days, onGap } = query;
  const answers = await runPlan(plan, query);
  const { aligned, steps } = alignAnswers(answers, plan, days);
  if (aligned.timestamps.length === 0) throw nothing(coinId, plan, days);
  const series = createPriceSeries({ ...aligned, coinId, vsCurrency, stepMs: plan.stepMs });
  const gaps = fetchGaps(series, steps);
  if (gaps.length > 0) client.logger.warn({ coinId, gaps }, 'CoinGecko lacks prices of the span asked for');
  for (const gap of gaps) onGap?.(gap);
  return { series, present: answers.at(-1)!.present };
}

/**
 * The last days of one call are counted back from the present moment it contains, since the server's clock is the
 * better one; not so where its last price is old, as of a coin no longer traded. The latest step of a span up to now
 * may not have come yet: then such days end one step earlier, and begin as much earlier if the answer reaches back so
 * far; any other span does without it.
 */
function alignAnswers(
  answers: readonly PlannedAnswer[],
  plan: FetchPlan,
  days: number | undefined,
): { readonly aligned: AlignedChart; readonly steps: Steps } {
  const { stepMs } = plan;
  const charts = answers.map(({ chart }) => chart);
  const counted = days !== undefined && answers.length === 1 ? lastStepOf(answers[0]!, plan) : undefined;
  const last = counted ?? plan.last;
  const stepsTo = (end: number): Steps => ({
    stepMs,
    first: counted === undefined ? plan.first : end + stepMs - days! * dayMs,
    last: end,
  });
  const steps = stepsTo(last);
  const aligned = alignChart(charts, steps);
  if (!plan.reachesPresent || aligned.timestamps.at(-1) === last) return { aligned, steps };
  const earlier = stepsTo(last - stepMs);
  const alignedEarlier = alignChart(charts, earlier);
  const reachesBack = alignedEarlier.timestamps[0] === earlier.first;
  return {
    aligned: alignedEarlier,
    steps: reachesBack ? earlier : { ...earlier, first: steps.first },
  };
}

/**
 * The last step before the present moment of an answer by days; none where that is no present: it is a step or more
 * behind the client's, though the answer does not begin earlier than the client's clock lets it, so that clocks which
 * differ are not the reason.
 */
function lastStepOf({ chart, present }: PlannedAnswer, plan: FetchPlan): number | undefined {
  const call = plan.calls[0]!;
  if (present === undefined || call.endpoint !== 'market_chart') return undefined;
  const { stepMs } = plan;
  const last = (Math.ceil(present[0] / stepMs) - 1) * stepMs;
  const begins = chart.prices.reduce((least, [timestamp]) => Math.min(least, timestamp), present[0]);
  const mayBegin = plan.last + stepMs - call.parameters.days * dayMs;
  return last < plan.last && nearestStep(begins, stepMs) >= mayBegin ? undefined : last;
}

function nothing(coinId: string, { first, last }: FetchPlan, days: number | undefined): Error {
  const span =
    days === undefined
      ? `from ${new Date(first).toISOString()} to ${new Date(last).toISOString()}`
      : `over the last ${days} days`;
  return new InsufficientDataError({
    operation: `A series of ${JSON.stringify(coinId)} ${span}`,
    needed: 1,
    got: 0,
    hint:
      'CoinGecko has no finished price in that time: the coin is too new, or delisted, ' +
      'as client.coinsList({ status: "inactive" }) tells.',
  });
}
