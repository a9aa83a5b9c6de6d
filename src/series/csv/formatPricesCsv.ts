import { InvalidArgumentError } from '../../errors/index.js';
import type { PriceSeries } from '../PriceSeries.js';
import { isPriceSeries } from '../SeriesInput.js';
import { formatColumnsCsv } from './formatColumnsCsv.js';

/**
 * Writes a series as CSV text: `timestamp,price` and, where the series has them, `volume` and `market_cap`.
 *
 * Times are ISO 8601 in UTC and numbers have as many digits as they need, so that `parsePricesCsv` gives back
 * the same bits. Timestamps that are not whole milliseconds or that no date can express are written as
 * numbers in a column `timestamp_ms` instead. Coin and currency are not in the text.
 *
 * @throws {@link InvalidArgumentError} when the argument is not a `PriceSeries`.
 * @example
 * ```ts
 * import { createPriceSeries, formatPricesCsv } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [0, 60_000], prices: [1.5, 2] });
 * formatPricesCsv(series).split('\n')[1]; // => '1970-01-01T00:00:00.000Z,1.5'
 * ```
 */
export function formatPricesCsv(series: PriceSeries): string {
  if (!isPriceSeries(series)) {
    throw new InvalidArgumentError({ argument: 'series', value: series, expected: 'a PriceSeries' });
  }
  const { timestamps, prices, volumes, marketCaps } = series;
  return formatColumnsCsv(timestamps, [
    ['price', prices],
    ...(volumes === undefined ? [] : [['volume', volumes] as const]),
    ...(marketCaps === undefined ? [] : [['market_cap', marketCaps] as const]),
  ]);
}
