import type { PriceSeries } from '../series/index.js';

/**
 * One kind of feature: how to compute a column from a series and how many of its first values are unknown.
 *
 * Every feature is causal: the value at a position depends on this position and earlier ones only.
 */
export interface Feature<Options extends object = object> {
  /** The options it knows, for refusing others. */
  readonly optionNames: readonly string[];
  /** How many values at the beginning are NaN; throws for options out of bounds. */
  warmUp(options: Options): number;
  /** The column: as long as the series, NaN in the warm-up and nowhere else. */
  compute(series: PriceSeries, options: Options): Float64Array;
}

/** A column that is NaN for `warmUp` positions and then holds `values`. */
export function withWarmUp(warmUp: number, values: Float64Array): Float64Array {
  const column = new Float64Array(warmUp + values.length).fill(Number.NaN, 0, warmUp);
  column.set(values, warmUp);
  return column;
}
