import { createPriceSeries, type PriceSeries } from 'coincast';

/**
 * The observations after a moment that lie whole steps from it, so that daily models can be told of hourly prices;
 * `undefined` where there is none.
 */
export function everyStep(series: PriceSeries, timestamp: number, stepMs: number): PriceSeries | undefined {
  const timestamps: number[] = [];
  const prices: number[] = [];
  const { length } = series.timestamps;
  for (let i = 0; i < length; i++) {
    const distance = series.timestamps[i]! - timestamp;
    if (distance <= 0 || distance % stepMs !== 0) continue;
    timestamps.push(series.timestamps[i]!);
    prices.push(series.prices[i]!);
  }
  if (timestamps.length === 0) return undefined;
  const { coinId, vsCurrency } = series;
  return createPriceSeries({ timestamps, prices, stepMs, coinId, vsCurrency });
}
