import { requireInteger, requireKnownKeys } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import type { Feature } from './Feature.js';

/** Options of {@link rsi}. */
export interface RsiOptions {
  /** The number of changes averaged. Default 14, Wilder's own; at least 1. */
  readonly period?: number | undefined;
}

/**
 * Relative strength index, Wilder's oscillator from 0 (only losses) to 100 (only gains).
 *
 * The first averages of gains and losses are plain means of `period` changes; each later one is
 * `((period - 1) * previous + present) / period`. The index is `100 * gain / (gain + loss)`, which is Wilder's
 * `100 - 100 / (1 + gain / loss)` and also defined without losses. Aligned with the input; the first `period`
 * values are NaN, the only ones. Where there was neither gain nor loss the index is 50. An input of at most
 * `period` values gives only NaN. The smoothing never quite forgets: values settle after some five periods.
 *
 * Source: Wilder, New Concepts in Technical Trading Systems (1978), section VI; matches the published example
 * of StockCharts.
 *
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `period` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { rsi } from 'coincast';
 *
 * rsi([10, 12, 11, 13], { period: 2 })[2]; // => 66.6667
 * ```
 */
export function rsi(series: SeriesInput, options: RsiOptions = {}): Float64Array {
  requireKnownKeys('options', options, rsiFeature.optionNames);
  const period = rsiFeature.warmUp(options);
  const values = valuesOf('series', series);
  const index = new Float64Array(values.length).fill(Number.NaN);
  let gain = 0;
  let loss = 0;
  for (let t = 1; t < values.length; t++) {
    const change = values[t]! - values[t - 1]!;
    // The plain mean of the first changes, kept up to date, then Wilder's smoothing: the same step.
    const weight = 1 / Math.min(t, period);
    gain += (Math.max(change, 0) - gain) * weight;
    loss += (Math.max(-change, 0) - loss) * weight;
    if (t >= period) index[t] = gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
  }
  return index;
}

/** The feature behind {@link rsi}. */
export const rsiFeature: Feature<RsiOptions> = {
  optionNames: ['period'],
  warmUp: ({ period = 14 }) => requireInteger('period', period, { min: 1 }),
  compute: rsi,
};
