import { ResponseValidationError } from '../errors/index.js';
import { mapConcurrently, type OnProgress } from '../runtime/index.js';
import { nearestStep } from './alignChart.js';
import type { CallPriority } from './CallPriority.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import type { ChartPoint, MarketChart } from './endpoints/marketChart.js';
import type { PlannedCall } from './planCalls.js';
import type { FetchPlan } from './planFetch.js';

/** The answer to a planned call. */
export interface PlannedAnswer {
  /** Finished prices only. */
  readonly chart: MarketChart;
  /** The price of the present moment, where the call reaches it and there is one. */
  readonly present: ChartPoint | undefined;
}

/** Whose prices to fetch, with what, and whom to tell. */
export interface PriceQuery {
  readonly coinId: string;
  readonly vsCurrency: string;
  readonly client: CoinGeckoClient;
  readonly signal: AbortSignal | undefined;
  readonly priority: CallPriority | undefined;
  readonly onProgress: OnProgress | undefined;
}

/**
 * Makes the calls of a plan and gives their answers in its order. The oldest goes first and alone, so that an
 * unknown coin costs one call and the edge of the plan's history cannot move past it in the queue; the others go
 * together. Once one has failed, the others are aborted.
 */
export async function runPlan(plan: FetchPlan, query: PriceQuery): Promise<PlannedAnswer[]> {
  const { signal, coinId, onProgress } = query;
  const total = plan.calls.length;
  let done = 0;
  const make = async (call: PlannedCall, callSignal: AbortSignal | undefined): Promise<PlannedAnswer> => {
    const answer = await makeCall(call, { ...query, signal: callSignal });
    requireGranularity(answer.chart, plan.stepMs, `/coins/${encodeURIComponent(coinId)}/${call.endpoint}`);
    done++;
    onProgress?.({ stage: 'fetch', done, total, message: `${coinId}: ${answer.chart.prices.length} prices` });
    return answer;
  };
  const [oldest, ...others] = plan.calls;
  const first = await make(oldest!, signal);
  return [first, ...(await mapConcurrently(others, { concurrency: total, signal }, make))];
}

async function makeCall(
  call: PlannedCall,
  { coinId, vsCurrency, client, signal, priority }: PriceQuery,
): Promise<PlannedAnswer> {
  const query = { coinId, vsCurrency, signal, priority };
  if (call.endpoint === 'market_chart') {
    return splitPresent(await client.marketChart({ ...query, ...call.parameters }));
  }
  const chart = await client.marketChartRange({ ...query, ...call.parameters });
  return { chart: pointsUntil(chart, (timestamp) => timestamp <= call.parameters.to), present: undefined };
}

/** The last price by days is the present moment's, of a step that has not ended. */
function splitPresent(chart: MarketChart): PlannedAnswer {
  const last = chart.prices.reduce((latest, [timestamp]) => Math.max(latest, timestamp), 0);
  return {
    chart: pointsUntil(chart, (timestamp) => timestamp < last),
    present: chart.prices.find(([timestamp]) => timestamp === last),
  };
}

function pointsUntil(chart: MarketChart, isKept: (timestamp: number) => boolean): MarketChart {
  const keep = (points: readonly ChartPoint[]) => points.filter(([timestamp]) => isKept(timestamp));
  return {
    prices: keep(chart.prices),
    marketCaps: keep(chart.marketCaps),
    volumes: keep(chart.volumes),
  };
}

/** No two neighbours a step apart: CoinGecko has quietly sent coarser data than the span should give. */
function requireGranularity({ prices }: MarketChart, stepMs: number, endpoint: string): void {
  const steps = new Set(prices.map(([timestamp]) => nearestStep(timestamp, stepMs)));
  if (steps.size < 3 || [...steps].some((step) => steps.has(step + stepMs))) return;
  const fact = `prices further apart than the ${stepMs / 60_000} minutes asked for`;
  throw new ResponseValidationError({
    message: `CoinGecko answered ${endpoint} with ${fact}. Ask for a coarser interval, such as "daily".`,
    endpoint,
    issues: [fact],
  });
}
