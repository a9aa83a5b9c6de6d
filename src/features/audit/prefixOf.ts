import type { FeatureSeries } from '../engine/seriesColumns.js';

/**
 * The first observations of a series, in arrays of their own, so that nothing done to them reaches the series.
 *
 * @internal
 */
export function prefixOf<Series extends FeatureSeries>(series: Series, length: number): Series {
  return Object.freeze(
    Object.fromEntries(
      Object.entries(series).map(([key, value]) => [
        key,
        value instanceof Float64Array ? value.slice(0, length) : value,
      ]),
    ),
  ) as unknown as Series;
}
