import type { RandomStream } from '../../math/index.js';
import { type CandleSeries, isPriceSeries, type PriceSeries } from '../../series/index.js';
import type { FeatureSeries } from '../engine/seriesColumns.js';

/**
 * A copy of a series whose observations from position `from` on are other ones: at the same times, but with prices,
 * shapes of candles, volumes and market capitalisations changed by a tenth and more, at random.
 *
 * @internal
 */
export function perturbFuture<Series extends FeatureSeries>(
  series: Series,
  from: number,
  stream: RandomStream,
): Series {
  const changed = isPriceSeries(series)
    ? perturbPrices(series, from, stream)
    : perturbCandles(series as CandleSeries, from, stream);
  return changed as unknown as Series;
}

function perturbPrices(series: PriceSeries, from: number, stream: RandomStream): PriceSeries {
  const { prices, volumes, marketCaps } = series;
  return {
    ...series,
    prices: scaled(prices, from, stream),
    ...(volumes === undefined ? {} : { volumes: scaled(volumes, from, stream) }),
    ...(marketCaps === undefined ? {} : { marketCaps: scaled(marketCaps, from, stream) }),
  };
}

function perturbCandles(series: CandleSeries, from: number, stream: RandomStream): CandleSeries {
  const { volumes } = series;
  const opens = scaled(series.opens, from, stream);
  const closes = scaled(series.closes, from, stream);
  const highs = series.highs.slice();
  const lows = series.lows.slice();
  for (let row = from; row < closes.length; row++) {
    highs[row] = Math.max(opens[row]!, closes[row]!) * factor(stream, 1);
    lows[row] = Math.min(opens[row]!, closes[row]!) / factor(stream, 1);
  }
  return {
    ...series,
    opens,
    highs,
    lows,
    closes,
    ...(volumes === undefined ? {} : { volumes: scaled(volumes, from, stream) }),
  };
}

function scaled(values: Float64Array, from: number, stream: RandomStream): Float64Array {
  // A volume of zero has no scale of its own.
  return values.map((value, row) =>
    row < from ? value : (value || 1) * factor(stream, stream.uniform() - 0.5),
  );
}

/** A factor at least a tenth from 1, above or below it as the sign says. */
function factor(stream: RandomStream, sign: number): number {
  const size = 1.1 + 0.4 * stream.uniform();
  return sign < 0 ? 1 / size : size;
}
