import {
  InvalidArgumentError,
  IrregularSeriesError,
  requireKnownKeys,
  requireNumber,
} from '../errors/index.js';
import type { OnProgress } from '../runtime/index.js';
import { createPriceSeries, describeTime, isPriceSeries, type PriceSeries } from '../series/index.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import { type CallOptions, requireCoinId } from './endpoints/parameters.js';
import type { FetchGap } from './FetchGap.js';
import { gatherPrices } from './gatherPrices.js';
import { keylessClient } from './keylessClient.js';
import { planFetch } from './planFetch.js';
import { type PriceInterval, priceIntervals } from './priceIntervals.js';

/** What {@link updatePrices} takes. */
export interface UpdatePricesOptions extends CallOptions {
  /** Default: a keyless client, the same for all calls. */
  readonly client?: CoinGeckoClient | undefined;
  /** Told of each call to CoinGecko done, in stage `fetch`. */
  readonly onProgress?: OnProgress | undefined;
  /** Told of every gap after the series' last price, oldest first; what it throws ends the work. */
  readonly onGap?: ((gap: FetchGap) => void) | undefined;
  /**
   * How far CoinGecko's price at the series' last step may be from the series' own, as a fraction of it. Default
   * 0.001.
   */
  readonly joinTolerance?: number | undefined;
}

const dayMs = 86_400_000;

/**
 * Continues a series of 5-minute, hourly or daily prices up to now, fetching only what is new, in the fewest calls
 * that will do.
 *
 * The last price of the series is fetched again, and must be the same up to `joinTolerance`: so prices of another
 * coin, currency or alignment are not joined. The given prices stay as they are. Volumes and market
 * capitalisations are kept where both parts have them. Where nothing is new the result is the given series itself.
 *
 * @throws {@link InvalidArgumentError} when the series is none, has no coin id or another step, or an option is unknown or
 * out of bounds.
 * @throws {@link IrregularSeriesError} when the series is off the grid (`off-grid`), or CoinGecko's prices do not
 * continue it (`not-contiguous`).
 * @throws {@link PlanLimitError} when the series ended before the plan's history begins.
 * @throws The errors of calls, as {@link fetchPrices} does.
 * @example
 * ```ts
 * import { createCoinGeckoClient, fetchPrices, updatePrices } from 'coincast';
 * import { createTestClock, startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const clock = createTestClock();
 * const emulator = await startCoinGeckoEmulator({ seed: 7, clock });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url, clock });
 * const series = await fetchPrices('bitcoin', { days: 30, client });
 * clock.advance(3 * 3_600_000);
 * const updated = await updatePrices(series, { client });
 * updated.prices.length - series.prices.length; // => 3
 * await emulator.close();
 * ```
 */
export async function updatePrices(
  series: PriceSeries,
  options: UpdatePricesOptions = {},
): Promise<PriceSeries> {
  requireKnownKeys('updatePrices options', options, [
    'client',
    'signal',
    'priority',
    'onProgress',
    'onGap',
    'joinTolerance',
  ]);
  const { client = keylessClient(), signal, priority, onProgress, onGap, joinTolerance = 0.001 } = options;
  requireNumber('joinTolerance', joinTolerance, { min: 0, max: 1 });
  signal?.throwIfAborted();
  if (!isPriceSeries(series)) {
    const expected = 'a PriceSeries, such as fetchPrices or createPriceSeries gives';
    throw new InvalidArgumentError({ argument: 'series', value: series, expected });
  }
  const { coinId, vsCurrency, stepMs } = series;
  const interval = intervalOf(series);
  requireKnownCoin(coinId);
  const last = series.timestamps.at(-1)!;
  requireOnGrid(series, last);
  const now = client.clock.now();
  if (last + stepMs >= now) return series;
  if (interval === '5m' && last < now - dayMs) {
    throw notContiguous(series, 'is more than a day ago, and CoinGecko has no 5-minute prices from before');
  }
  const plan = planFetch({ from: last, to: now, interval, plan: client.plan, now });
  const query = { coinId, vsCurrency, client, signal, priority, onProgress, onGap, days: undefined };
  const { series: fetched } = await gatherPrices(plan, query);
  requireJoin(series, fetched, joinTolerance);
  return fetched.timestamps.length === 1 ? series : join(series, fetched);
}

function intervalOf({ stepMs }: PriceSeries): PriceInterval {
  const intervals = Object.keys(priceIntervals) as PriceInterval[];
  const interval = intervals.find((name) => priceIntervals[name].stepMs === stepMs);
  if (interval !== undefined) return interval;
  throw new InvalidArgumentError({
    argument: 'series.stepMs',
    value: stepMs,
    expected: 'that of 5 minutes, an hour or a day, in milliseconds, the steps CoinGecko has',
    hint: 'Update the series it was resampled from, then resample again.',
  });
}

function requireKnownCoin(coinId: string): void {
  requireCoinId('series.coinId', coinId);
  if (coinId !== 'unknown') return;
  throw new InvalidArgumentError({
    argument: 'series.coinId',
    value: coinId,
    expected: "CoinGecko's id of the coin",
    hint: 'Give coinId to what made the series.',
  });
}

function requireOnGrid({ stepMs, timestamps }: PriceSeries, last: number): void {
  if (last % stepMs === 0) return;
  throw new IrregularSeriesError({
    message:
      `The series ends at ${describeTime(last)}, which is no whole multiple of ${stepMs / 60_000} minutes. ` +
      'Resample it, or fetch it anew with fetchPrices.',
    reason: 'off-grid',
    index: timestamps.length - 1,
    timestamp: last,
  });
}

function requireJoin(series: PriceSeries, fetched: PriceSeries, tolerance: number): void {
  const known = series.prices.at(-1)!;
  if (fetched.timestamps[0] !== series.timestamps.at(-1)) {
    throw notContiguous(
      series,
      'is a step for which CoinGecko has no price, so that the join cannot be checked',
    );
  }
  const price = fetched.prices[0]!;
  if (Math.abs(price - known) <= tolerance * known) return;
  throw notContiguous(series, `has the price ${known} there, but ${price} at CoinGecko`);
}

function notContiguous({ timestamps, coinId, vsCurrency }: PriceSeries, why: string): IrregularSeriesError {
  const timestamp = timestamps.at(-1)!;
  return new IrregularSeriesError({
    message:
      `The end of the series of ${JSON.stringify(coinId)} in ${vsCurrency}, ${describeTime(timestamp)}, ${why}. ` +
      'Check coinId and vsCurrency, or fetch the series anew with fetchPrices.',
    reason: 'not-contiguous',
    index: timestamps.length - 1,
    timestamp,
  });
}

function join(series: PriceSeries, fetched: PriceSeries): PriceSeries {
  const both = (known: Float64Array, news: Float64Array) => concatenate(known, news.subarray(1));
  const { coinId, vsCurrency, stepMs } = series;
  return createPriceSeries({
    timestamps: both(series.timestamps, fetched.timestamps),
    prices: both(series.prices, fetched.prices),
    volumes: series.volumes && fetched.volumes && both(series.volumes, fetched.volumes),
    marketCaps: series.marketCaps && fetched.marketCaps && both(series.marketCaps, fetched.marketCaps),
    coinId,
    vsCurrency,
    stepMs,
  });
}

function concatenate(known: Float64Array, news: Float64Array): Float64Array {
  const joined = new Float64Array(known.length + news.length);
  joined.set(known);
  joined.set(news, known.length);
  return joined;
}
