import {
  InsufficientDataError,
  ResponseValidationError,
  requireInteger,
  requireKnownKeys,
  requireOneOf,
} from '../errors/index.js';
import type { OnProgress } from '../runtime/index.js';
import { createPriceSeries, type PriceSeries } from '../series/index.js';
import { alignChart } from './alignChart.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import { createCoinGeckoClient } from './createCoinGeckoClient.js';
import { requireCoinId, requireCurrency } from './endpoints/parameters.js';
import { once } from './once.js';
import { type FetchPlan, type PriceInterval, planFetch } from './planFetch.js';

/** What {@link fetchPrices} takes. */
export interface FetchPricesOptions {
  /** How many days back from now, at least 1. Demo and keyless calls reach back 365. */
  readonly days: number;
  /**
   * The distance of the prices: `5m` for 1 day, `hourly` up to 90 days, `daily` for any. Default `auto`: the
   * finest of these for the days asked for.
   */
  readonly interval?: PriceInterval | undefined;
  /** The currency of the prices. Default `usd`. */
  readonly vsCurrency?: string | undefined;
  /** Default: a keyless client, the same for all calls. */
  readonly client?: CoinGeckoClient | undefined;
  /** Ends the work at once; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each call to CoinGecko done, in stage `fetch`. */
  readonly onProgress?: OnProgress | undefined;
}

const keylessClient = once(() => createCoinGeckoClient());

/**
 * Fetches the prices of a coin as a regular {@link PriceSeries}, with volumes and market capitalisations where
 * CoinGecko has all of them.
 *
 * CoinGecko's points lie near a grid, not on it: each is put on the nearest whole 5 minutes, hour or UTC day,
 * at most half a step away. The last point, the present moment's, is left out, since its step has not ended.
 * Points without a price are left out too; they show as gaps. Volumes are those of the 24 hours before each
 * point, as CoinGecko reports them. A daily price, at 00:00 UTC, is the close of the day before.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
 * @throws {@link PlanLimitError} when the plan does not reach back that far; no call is made then.
 * @throws {@link HttpStatusError} with status 404 when no coin has this id.
 * @throws {@link InsufficientDataError} when CoinGecko has no finished price in that time.
 * @throws {@link ResponseValidationError} when the answer is not a chart, or a coarser one than asked for.
 * @throws {@link RateLimitError}, {@link NetworkError}, {@link RequestTimeoutError} when all retries failed.
 * @example
 * ```ts
 * import { createCoinGeckoClient, fetchPrices } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url });
 * const series = await fetchPrices('bitcoin', { days: 90, client });
 * series.prices.length; // => 2160
 * series.stepMs; // => 3600000
 * await emulator.close();
 * ```
 */
export async function fetchPrices(coinId: string, options: FetchPricesOptions): Promise<PriceSeries> {
  requireKnownKeys('fetchPrices options', options, [
    'days',
    'interval',
    'vsCurrency',
    'client',
    'signal',
    'onProgress',
  ]);
  const { client = keylessClient(), interval = 'auto', signal, onProgress } = options;
  requireCoinId('coinId', coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const days = requireInteger('days', options.days, { min: 1 });
  const plan = planFetch(days, requireOneOf('interval', interval, ['auto', '5m', 'hourly', 'daily']));
  const chart = await client.marketChart({ coinId, vsCurrency, days: plan.requestDays, signal });
  const aligned = alignChart(chart, plan);
  requirePrices(aligned.timestamps, coinId, days);
  requireGranularity(aligned.timestamps, plan, coinId);
  const series = createPriceSeries({ ...aligned, coinId, vsCurrency, stepMs: plan.stepMs });
  onProgress?.({ stage: 'fetch', done: 1, total: 1, message: `${coinId}: ${series.prices.length} prices` });
  return series;
}

function requirePrices(timestamps: readonly number[], coinId: string, days: number): void {
  if (timestamps.length === 0) {
    throw new InsufficientDataError({
      operation: `A series of ${JSON.stringify(coinId)} over the last ${days} days`,
      needed: 1,
      got: 0,
      hint:
        'CoinGecko has no finished price in that time: the coin is too new, or delisted, ' +
        'as client.coinsList({ status: "inactive" }) tells.',
    });
  }
}

/** No two neighbours a step apart: CoinGecko has quietly sent coarser data than the span should give. */
function requireGranularity(timestamps: readonly number[], plan: FetchPlan, coinId: string): void {
  if (timestamps.length < 3) return;
  if (timestamps.some((timestamp, index) => timestamp - timestamps[index - 1]! <= plan.stepMs)) return;
  const endpoint = `/coins/${encodeURIComponent(coinId)}/market_chart`;
  const fact = `prices further apart than the ${plan.stepMs / 60_000} minutes asked for`;
  throw new ResponseValidationError({
    message: `CoinGecko answered ${endpoint} with ${fact}. Ask for a coarser interval, such as "daily".`,
    endpoint,
    issues: [fact],
  });
}
