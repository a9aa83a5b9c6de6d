import {
  InsufficientDataError,
  ResponseValidationError,
  requireKnownKeys,
  requireOneOf,
} from '../errors/index.js';
import { mapConcurrently, type OnProgress } from '../runtime/index.js';
import { type CandleSeries, createCandleSeries } from '../series/index.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import { type CandleCall, type CandleInterval, type CandleSpan, candleCalls } from './candleCalls.js';
import type { CoinId, Currency } from './endpoints/names.table.js';
import type { OhlcPoint } from './endpoints/ohlc.js';
import { type CallOptions, requireCoinId, requireCurrency } from './endpoints/parameters.js';
import { type Candle, finishedCandles, spacingFault } from './finishedCandles.js';
import { keylessClient } from './keylessClient.js';

/** What {@link fetchCandles} takes besides the time. */
export interface FetchCandlesSettings extends CallOptions {
  /**
   * The length of a candle, for paid plans only: with `days`, `hourly` up to 90 and `daily` up to 180. Default:
   * with `days` CoinGecko's choice, 30 minutes for 1 day, 4 hours up to 30, 4 days beyond; with `from`, `daily`.
   */
  readonly interval?: CandleInterval | undefined;
  /** The currency of the prices. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
  /** Default: a keyless client, the same for all calls. */
  readonly client?: CoinGeckoClient | undefined;
  /** Told of each call to CoinGecko done, in stage `fetch`. */
  readonly onProgress?: OnProgress | undefined;
}

/** What {@link fetchCandles} takes. */
export type FetchCandlesOptions = CandleSpan & FetchCandlesSettings;

const knownKeys = [
  'days',
  'from',
  'to',
  'interval',
  'vsCurrency',
  'client',
  'signal',
  'priority',
  'onProgress',
];

const mostAtOnce = 4;

/**
 * Fetches candles of a coin as a {@link CandleSeries}, without volumes, which CoinGecko does not give.
 *
 * CoinGecko stamps a candle with its end; here, as everywhere in this library, the timestamp is its beginning.
 * A candle that has not ended is left out, and so is one that lacks a value or contradicts itself, which shows as
 * a gap. A range longer than one call gives, 31 days hourly or 180 daily, is joined from several.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds; no call is made then.
 * @throws {@link PlanLimitError} when only paid plans have such candles; no call is made then.
 * @throws {@link HttpStatusError} with status 404 when no coin has this id.
 * @throws {@link InsufficientDataError} when CoinGecko has no finished candle in that time.
 * @throws {@link ResponseValidationError} when the answer is not candles, or ones of another length.
 * @throws {@link RateLimitError}, {@link NetworkError}, {@link RequestTimeoutError} when all retries failed.
 * @example
 * ```ts
 * import { createCoinGeckoClient, fetchCandles } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url });
 * const candles = await fetchCandles('bitcoin', { days: 30, client });
 * candles.closes.length; // => 180
 * candles.stepMs; // => 14400000
 * await emulator.close();
 * ```
 */
export async function fetchCandles(coinId: CoinId, options: FetchCandlesOptions): Promise<CandleSeries> {
  requireKnownKeys('fetchCandles options', options, knownKeys);
  const { client = keylessClient(), interval, signal, priority, onProgress } = options;
  requireCoinId('coinId', coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  if (interval !== undefined) requireOneOf('interval', interval, ['hourly', 'daily']);
  const now = client.clock.now();
  const plan = candleCalls(options, interval, { plan: client.plan, now });
  const query = { client, coinId, vsCurrency, signal, priority, onProgress };
  const points = await runCalls(plan.calls, query);
  const finished = finishedCandles(points, { stepMs: plan.stepMs, now });
  const candles = finished.filter(({ opensAt }) => opensAt >= plan.from);
  requireCandles(candles, coinId);
  requireSpacing(candles, plan.stepMs, `/coins/${encodeURIComponent(coinId)}/ohlc`);
  const column = (pick: Exclude<keyof Candle, 'opensAt'>) => candles.map((candle) => candle[pick]);
  return createCandleSeries({
    timestamps: candles.map(({ opensAt }) => opensAt),
    opens: column('open'),
    highs: column('high'),
    lows: column('low'),
    closes: column('close'),
    coinId,
    vsCurrency,
    stepMs: plan.stepMs,
  });
}

interface CandleQuery extends CallOptions {
  readonly client: CoinGeckoClient;
  readonly coinId: string;
  readonly vsCurrency: string;
  readonly onProgress: OnProgress | undefined;
}

/** The first call alone, so that an unknown coin costs one call whatever the span. */
async function runCalls(calls: readonly CandleCall[], query: CandleQuery): Promise<OhlcPoint[]> {
  const { client, onProgress, signal, ...common } = query;
  const total = calls.length;
  let done = 0;
  const make = async (call: CandleCall, callSignal: AbortSignal) => {
    const points = await callFor(client, call, { ...common, signal: callSignal });
    const message = `${common.coinId}: ${points.length} candles`;
    onProgress?.({ stage: 'fetch', done: ++done, total, message });
    return points;
  };
  const first = await mapConcurrently(calls.slice(0, 1), { concurrency: 1, signal }, make);
  const others = await mapConcurrently(calls.slice(1), { concurrency: mostAtOnce, signal }, make);
  return [...first, ...others].flat();
}

function callFor(
  client: CoinGeckoClient,
  call: CandleCall,
  common: CallOptions & { readonly coinId: string; readonly vsCurrency: string },
): Promise<OhlcPoint[]> {
  if (call.endpoint === 'ohlc') {
    return client.ohlc({ ...common, days: call.days, interval: call.interval });
  }
  return client.ohlcRange({ ...common, from: call.from, to: call.to, interval: call.interval });
}

function requireCandles(candles: readonly Candle[], coinId: string): void {
  if (candles.length > 0) return;
  throw new InsufficientDataError({
    operation: `A series of candles of ${JSON.stringify(coinId)}`,
    needed: 1,
    got: 0,
    hint:
      'CoinGecko has no finished candle in that time: the coin is too new, or delisted, ' +
      'as client.coinsList({ status: "inactive" }) tells.',
  });
}

function requireSpacing(candles: readonly Candle[], stepMs: number, endpoint: string): void {
  const fault = spacingFault(candles, stepMs);
  if (fault === undefined) return;
  throw new ResponseValidationError({
    message: `CoinGecko answered ${endpoint} with ${fault}. Ask for another span, or try again later.`,
    endpoint,
    issues: [fault],
  });
}
