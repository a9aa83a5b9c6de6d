import { InvalidArgumentError, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import type { CoinGeckoPlan } from '../plan.js';
import type { Send } from '../send.js';
import type { CoinId, Currency } from './names.table.js';
import { type OhlcPoint, ohlcSchema, paidError } from './ohlc.js';
import {
  type CallOptions,
  requireCoinId,
  requireCurrency,
  requireRange,
  unknownCoinHint,
} from './parameters.js';

/** What {@link CoinGeckoClient.ohlcRange} takes. */
export interface OhlcRangeOptions extends CallOptions {
  /** CoinGecko's id of the coin, such as `bitcoin`. */
  readonly coinId: CoinId;
  /** The currency of all prices. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
  /** The first moment, epoch milliseconds UTC, from 2018-02-09 on; sent in whole seconds, rounded down. */
  readonly from: number;
  /** The last moment, epoch milliseconds UTC; at most 31 days later when hourly, 180 when daily. */
  readonly to: number;
  /** The length of a candle. */
  readonly interval: 'hourly' | 'daily';
}

const dayMs = 86_400_000;
/** The longest range of candles one call gives, days. */
export const mostOhlcRangeDays = { hourly: 31, daily: 180 };
/** When CoinGecko's candles by range begin. */
export const firstOhlcRangeTime = Date.UTC(2018, 1, 9);

export async function ohlcRange(
  send: Send,
  plan: CoinGeckoPlan,
  options: OhlcRangeOptions,
): Promise<OhlcPoint[]> {
  requireKnownKeys('ohlcRange options', options, [
    'coinId',
    'vsCurrency',
    'from',
    'to',
    'interval',
    'signal',
    'priority',
  ]);
  const coinId = requireCoinId('coinId', options.coinId);
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const interval = requireOneOf('interval', options.interval, ['hourly', 'daily']);
  const { from, to } = requireRange(options.from, options.to);
  if (plan !== 'pro') throw paidError(plan, 'candles by range', 'Ask for days');
  if (from < firstOhlcRangeTime || to - from > mostOhlcRangeDays[interval] * dayMs) {
    throw new InvalidArgumentError({
      argument: 'from',
      value: from,
      expected: `2018-02-09 or later and at most ${mostOhlcRangeDays[interval]} days before to`,
      hint: 'fetchCandles joins as many calls as a longer span takes.',
    });
  }
  return send({
    endpoint: `/coins/${encodeURIComponent(coinId)}/ohlc/range`,
    query: {
      vs_currency: vsCurrency,
      from: String(Math.floor(from / 1000)),
      to: String(Math.floor(to / 1000)),
      interval,
    },
    schema: ohlcSchema,
    signal: options.signal,
    priority: options.priority,
    freshness: freshness.ohlc,
    notFoundHint: unknownCoinHint(coinId),
  });
}
