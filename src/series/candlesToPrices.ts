import { requireKnownKeys, requireOneOf } from '../errors/index.js';
import type { CandleSeries } from './CandleSeries.js';
import { createPriceSeries, type PriceSeries } from './PriceSeries.js';

/** Options of {@link candlesToPrices}. */
export interface CandlesToPricesOptions {
  /**
   * Which end of its candle a price is stamped with. Default `open`, the candle's own timestamp; `close` is
   * one step later, the moment the price was known.
   */
  readonly stamp?: 'open' | 'close' | undefined;
}

/**
 * The closing prices of candles as a {@link PriceSeries}, with the candles' volumes.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or `stamp` is neither `open` nor `close`.
 * @example
 * ```ts
 * import { candlesToPrices, createCandleSeries } from 'coincast';
 *
 * const bar = { opens: [10, 11], highs: [12, 13], lows: [9, 10], closes: [11, 12] };
 * const candles = createCandleSeries({ timestamps: [0, 60_000], ...bar });
 * candlesToPrices(candles).timestamps[0]; // => 0
 * candlesToPrices(candles, { stamp: 'close' }).timestamps[0]; // => 60000
 * ```
 */
export function candlesToPrices(candles: CandleSeries, options: CandlesToPricesOptions = {}): PriceSeries {
  requireKnownKeys('options', options, ['stamp']);
  const stamp = requireOneOf('stamp', options.stamp ?? 'open', ['open', 'close']);
  const { timestamps, closes, volumes, stepMs, coinId, vsCurrency } = candles;
  return createPriceSeries({
    timestamps: stamp === 'open' ? timestamps : timestamps.map((time) => time + stepMs),
    prices: closes,
    volumes,
    stepMs,
    coinId,
    vsCurrency,
  });
}
