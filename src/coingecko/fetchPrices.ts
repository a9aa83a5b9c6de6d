import { InvalidArgumentError, requireKnownKeys } from '../errors/index.js';
import type { OnProgress } from '../runtime/index.js';
import type { PriceSeries } from '../series/index.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import type { ChartPoint } from './endpoints/marketChart.js';
import type { CoinId, Currency } from './endpoints/names.table.js';
import { type CallOptions, requireCoinId, requireCurrency } from './endpoints/parameters.js';
import type { FetchGap } from './FetchGap.js';
import type { FetchSpan } from './fetchSpan.js';
import { gatherPrices } from './gatherPrices.js';
import { keylessClient } from './keylessClient.js';
import { type FetchPlan, planFetch } from './planFetch.js';
import type { PriceInterval } from './priceIntervals.js';

/** What {@link fetchPrices} takes besides a {@link FetchSpan}. */
export interface FetchPricesSettings extends CallOptions {
  /**
   * The distance of the prices: `5m` within the last day, `hourly` from 2018-01-30 on, `daily`. Default `auto`: the
   * finest that one call gives, see {@link planFetch}.
   */
  readonly interval?: PriceInterval | 'auto' | undefined;
  /** The currency of the prices. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
  /** Default: a keyless client, the same for all calls. */
  readonly client?: CoinGeckoClient | undefined;
  /** Told of each call to CoinGecko done, in stage `fetch`. */
  readonly onProgress?: OnProgress | undefined;
  /** Told of every gap, oldest first, once all calls are done; what it throws ends the work. */
  readonly onGap?: ((gap: FetchGap) => void) | undefined;
  /** Whether the result carries the present moment's price as `unfinished`. Default false. */
  readonly keepUnfinished?: boolean | undefined;
}

/** What {@link fetchPrices} takes. */
export type FetchPricesOptions = FetchSpan & FetchPricesSettings;

/** The price of a step that has not ended. */
export interface UnfinishedPrice {
  /** The moment of the price, epoch milliseconds UTC, as CoinGecko gives it: not on the grid. */
  readonly timestamp: number;
  /** In the currency of the series. */
  readonly price: number;
}

/** A series of finished prices, and beside it, never in it, the one that is not. */
export interface FetchedPrices extends PriceSeries {
  /** Present only with `keepUnfinished`, and where CoinGecko sent one: not where the span ends in the past. */
  readonly unfinished?: UnfinishedPrice;
}

export const fetchPricesKeys = [
  'days',
  'from',
  'to',
  'interval',
  'vsCurrency',
  'client',
  'signal',
  'priority',
  'onProgress',
  'onGap',
  'keepUnfinished',
];

/**
 * Fetches the prices of a coin as a regular {@link PriceSeries}, with volumes and market capitalisations where
 * CoinGecko has all of them, in the fewest calls that will do (see {@link planFetch}).
 *
 * CoinGecko's points lie near a grid, not on it: each is put on the nearest whole 5 minutes, hour or UTC day,
 * at most half a step away, and answers that overlap are joined there. The present moment's price is left out,
 * since its step has not ended. Missing prices stay missing: every gap is told to `onGap` and logged as a warning,
 * save that the very latest step may still be on its way. Volumes are those of the 24 hours before each point, as
 * CoinGecko reports them. A daily price, at 00:00 UTC, is the close of the day before.
 *
 * The present comes from the client's clock; the last days of a single call are counted by CoinGecko's own, unless
 * its last price is old, as of a coin no longer traded: then what is missing since is a gap at the end.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds, or the interval cannot be had
 * of the span; no call is made then.
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
 * const series = await fetchPrices('bitcoin', { days: 180, interval: 'hourly', client });
 * series.stepMs; // => 3600000
 * emulator.requests.length; // => 2
 * await emulator.close();
 * ```
 */
export async function fetchPrices(coinId: CoinId, options: FetchPricesOptions): Promise<FetchedPrices> {
  requireKnownKeys('fetchPrices options', options, fetchPricesKeys);
  requireCoinId('coinId', coinId);
  const { client = keylessClient(), signal, priority, onProgress, onGap, days, keepUnfinished } = options;
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const plan = planWith(client, options);
  const query = { coinId, vsCurrency, client, signal, priority, onProgress, onGap, days };
  const { series, present } = await gatherPrices(plan, query);
  const unfinished = keepUnfinished === true ? toUnfinished(present) : undefined;
  return unfinished === undefined ? series : Object.freeze({ ...series, unfinished });
}

/** Refuses what can be refused before any call, and plans the calls. */
export function planWith(client: CoinGeckoClient, options: FetchPricesOptions): FetchPlan {
  const { days, from, to, interval, keepUnfinished } = options;
  if (keepUnfinished !== undefined && typeof keepUnfinished !== 'boolean') {
    throw new InvalidArgumentError({
      argument: 'keepUnfinished',
      value: keepUnfinished,
      expected: 'a boolean',
    });
  }
  const span = { days, from, to } as FetchSpan;
  return planFetch({ ...span, interval, plan: client.plan, now: client.clock.now() });
}

function toUnfinished(present: ChartPoint | undefined): UnfinishedPrice | undefined {
  const [timestamp, price] = present ?? [0, null];
  return price !== null && price > 0 ? { timestamp, price } : undefined;
}
