import { requireInteger, requireKnownKeys } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { type Feature, withWarmUp } from './Feature.js';
import { rollingMoments } from './rollingMoments.js';
import { type SourceOptions, sourceValues, sourceWarmUp } from './source.js';

/** Options of {@link rollingMean}. */
export interface RollingMeanOptions {
  /** The number of observations in a window, the present one included; at least 1. */
  readonly window: number;
}

/**
 * Rolling arithmetic mean of the trailing window, also known as the simple moving average.
 *
 * Aligned with the input; the first `window - 1` values are NaN, the only ones. An input shorter than the
 * window gives only NaN. The mean of a constant window is that constant, bit for bit. Cost O(n), whatever the
 * window, and no rounding error builds up along the series.
 *
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `window` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { rollingMean } from 'coincast';
 *
 * rollingMean([1, 2, 3, 7], { window: 3 })[3]; // => 4
 * ```
 */
export function rollingMean(series: SeriesInput, options: RollingMeanOptions): Float64Array {
  requireKnownKeys('options', options, ['window']);
  const window = requireInteger('window', options.window, { min: 1 });
  return rollingMoments(valuesOf('series', series), window).means;
}

/** The feature behind {@link rollingMean}. */
export const rollingMeanFeature: Feature<RollingMeanOptions & SourceOptions> = {
  optionNames: ['window', 'of'],
  warmUp: (options) => requireInteger('window', options.window, { min: 1 }) - 1 + sourceWarmUp(options),
  compute: (series, options) =>
    withWarmUp(sourceWarmUp(options), rollingMean(sourceValues(series, options), { window: options.window })),
};
