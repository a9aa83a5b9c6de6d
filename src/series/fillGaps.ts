import { IrregularSeriesError, requireInteger, requireKnownKeys, requireOneOf } from '../errors/index.js';
import { findGaps, type Gap } from './findGaps.js';
import { createPriceSeries, describeTime, type PriceSeries } from './PriceSeries.js';

/** Options of {@link fillGaps}. */
export interface FillGapsOptions {
  /**
   * Where the missing values come from. `previous` repeats the last one before the gap and sees no future;
   * `linear` draws a straight line across the gap, and so uses the first value after it.
   */
  readonly method: 'previous' | 'linear';
  /** The most observations a gap may lack; a longer gap is refused. Default 10000. */
  readonly maxMissing?: number | undefined;
}

/**
 * Fills the gaps of a series with invented observations, one step apart, in every column it has.
 *
 * Nothing that was observed changes, and a series without gaps is returned as it is. Filled stretches look
 * calmer than the market was: they lower volatility and, with `linear`, leak the future into the past, so fit
 * on them with care and never evaluate on them.
 *
 * @throws {@link IrregularSeriesError} when a gap lacks more than `maxMissing` observations.
 * @throws {@link InvalidArgumentError} when the method or an option is unknown or out of bounds.
 * @example
 * ```ts
 * import { createPriceSeries, fillGaps } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [0, 1000, 2000, 4000], prices: [1, 2, 3, 5] });
 * fillGaps(series, { method: 'linear' }).prices[3]; // => 4
 * fillGaps(series, { method: 'previous' }).prices[3]; // => 3
 * ```
 */
export function fillGaps(series: PriceSeries, options: FillGapsOptions): PriceSeries {
  requireKnownKeys('options', options, ['method', 'maxMissing']);
  const method = requireOneOf('method', options.method, ['previous', 'linear']);
  const maxMissing = requireInteger('maxMissing', options.maxMissing ?? 10_000, { min: 1 });
  const gaps = findGaps(series);
  if (gaps.length === 0) return series;
  requireShort(gaps, maxMissing, series);
  const { timestamps, prices, volumes, marketCaps, stepMs, coinId, vsCurrency } = series;
  const times = fillTimes(series, gaps);
  const fill = (column: Float64Array) => fillColumn(column, timestamps, times, method);
  return createPriceSeries({
    timestamps: times,
    prices: fill(prices),
    volumes: volumes && fill(volumes),
    marketCaps: marketCaps && fill(marketCaps),
    stepMs,
    coinId,
    vsCurrency,
  });
}

function requireShort(gaps: readonly Gap[], maxMissing: number, { timestamps }: PriceSeries): void {
  const long = gaps.find(({ missing }) => missing > maxMissing);
  if (long === undefined) return;
  throw new IrregularSeriesError({
    message:
      `${long.missing} observations are missing between ${describeTime(long.from)} and ${describeTime(long.to)}, ` +
      `more than maxMissing=${maxMissing}. Use the part after the gap, or fetch the missing range.`,
    reason: 'gap',
    index: timestamps.indexOf(long.to),
    timestamp: long.to,
  });
}

function fillTimes({ timestamps, stepMs }: PriceSeries, gaps: readonly Gap[]): Float64Array {
  const invented = gaps.flatMap(({ from, missing }) =>
    Array.from({ length: missing }, (_, k) => from + (k + 1) * stepMs),
  );
  const times = new Float64Array(timestamps.length + invented.length);
  times.set(timestamps);
  times.set(invented, timestamps.length);
  return times.sort();
}

function fillColumn(
  column: Float64Array,
  timestamps: Float64Array,
  times: Float64Array,
  method: FillGapsOptions['method'],
): Float64Array {
  let index = 0;
  return times.map((time) => {
    if (time === timestamps[index + 1]) index++;
    const before = column[index]!;
    if (time === timestamps[index] || method === 'previous') return before;
    const start = timestamps[index]!;
    const share = (time - start) / (timestamps[index + 1]! - start);
    return before + (column[index + 1]! - before) * share;
  });
}
