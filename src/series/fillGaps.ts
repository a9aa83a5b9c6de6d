import { IrregularSeriesError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { type FillMethod, requireFillMethod } from './FillMethod.js';
import { findGaps, type Gap } from './findGaps.js';
import { inventValues } from './inventValues.js';
import { createPriceSeries, describeTime, type PriceSeries } from './PriceSeries.js';

/** Options of {@link fillGaps}. */
export interface FillGapsOptions extends FillMethod {
  /** The most observations a gap may lack; a longer gap is refused. Default 10000. */
  readonly maxMissing?: number | undefined;
}

/** The most observations a gap may lack where nothing else is said. */
export const defaultMaxMissing = 10_000;

/**
 * Fills all gaps of a series with invented observations, one step apart, in every column it has.
 *
 * Nothing that was observed changes, and a series without gaps is returned as it is. Filled stretches look
 * calmer than the market was: they lower volatility and, but for `previous`, leak the future into the past, so fit
 * on them with care and never evaluate on them. `repairSeries` fills chosen gaps in the same ways and keeps a record.
 *
 * @throws {@link IrregularSeriesError} when a gap lacks more than `maxMissing` observations.
 * @throws {@link InsufficientDataError} when no other season lends a `seasonal` value its shape.
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
  requireKnownKeys('options', options, ['method', 'period', 'maxMissing']);
  const how = requireFillMethod('', options);
  const maxMissing = requireInteger('maxMissing', options.maxMissing ?? defaultMaxMissing, { min: 1 });
  const gaps = findGaps(series);
  if (gaps.length === 0) return series;
  for (const gap of gaps) requireShort(gap, maxMissing, series);
  const invented = inventObservations(
    series,
    gaps.map((gap) => ({ gap, how })),
  );
  return insertObservations(series, invented);
}

/**
 * Refuses a gap that lacks more than `maxMissing` observations.
 *
 * @internal
 */
export function requireShort(gap: Gap, maxMissing: number, { timestamps }: PriceSeries): void {
  if (gap.missing <= maxMissing) return;
  throw new IrregularSeriesError({
    message:
      `${gap.missing} observations are missing between ${describeTime(gap.from)} and ${describeTime(gap.to)}, ` +
      `more than maxMissing=${maxMissing}. Use the part after the gap, or fetch the missing range.`,
    reason: 'gap',
    index: timestamps.indexOf(gap.to),
    timestamp: gap.to,
  });
}

/** Observations that nobody made, in order of time; columns are those of the series they are for. */
export interface InventedObservations {
  readonly timestamps: Float64Array;
  readonly prices: Float64Array;
  readonly volumes: Float64Array | undefined;
  readonly marketCaps: Float64Array | undefined;
}

/** A gap and how to fill it. */
export interface GapToFill {
  readonly gap: Gap;
  readonly how: FillMethod;
}

/**
 * What fills gaps, given in order of time: one step apart, each from observed values only.
 *
 * @internal
 */
export function inventObservations(series: PriceSeries, gaps: readonly GapToFill[]): InventedObservations {
  const { timestamps, stepMs } = series;
  const stretches = gaps.map(({ gap: { from, missing }, how }) => ({
    how,
    times: Float64Array.from({ length: missing }, (_, k) => from + (k + 1) * stepMs),
  }));
  const invent = (values: Float64Array) =>
    concatenated(stretches.map(({ times, how }) => inventValues({ timestamps, values, stepMs }, times, how)));
  return {
    timestamps: concatenated(stretches.map(({ times }) => times)),
    prices: invent(series.prices),
    volumes: series.volumes && invent(series.volumes),
    marketCaps: series.marketCaps && invent(series.marketCaps),
  };
}

/**
 * A series with further observations in their places.
 *
 * @internal
 */
export function insertObservations(series: PriceSeries, added: InventedObservations): PriceSeries {
  const { timestamps, prices, volumes, marketCaps, stepMs, coinId, vsCurrency } = series;
  const merge = (column: Float64Array, addition: Float64Array) =>
    merged(timestamps, column, added.timestamps, addition);
  return createPriceSeries({
    timestamps: merge(timestamps, added.timestamps),
    prices: merge(prices, added.prices),
    volumes: volumes && merge(volumes, added.volumes!),
    marketCaps: marketCaps && merge(marketCaps, added.marketCaps!),
    stepMs,
    coinId,
    vsCurrency,
  });
}

function merged(
  times: Float64Array,
  values: Float64Array,
  addedTimes: Float64Array,
  addedValues: Float64Array,
): Float64Array {
  let own = 0;
  let added = 0;
  return new Float64Array(times.length + addedTimes.length).map(() =>
    added === addedTimes.length || times[own]! < addedTimes[added]! ? values[own++]! : addedValues[added++]!,
  );
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
