import { requireInteger, requireKnownKeys } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { type Feature, withWarmUp } from './Feature.js';
import { rollingMoments } from './rollingMoments.js';
import { type SourceOptions, sourceValues, sourceWarmUp } from './source.js';

/** Options of {@link rollingStandardDeviation}. */
export interface RollingStandardDeviationOptions {
  /** The number of observations in a window, the present one included; at least 2. */
  readonly window: number;
}

/**
 * Rolling sample standard deviation of the trailing window, with divisor `window - 1`.
 *
 * Aligned with the input; the first `window - 1` values are NaN, the only ones. An input shorter than the
 * window gives only NaN. A constant window has exactly 0. Cost O(n), whatever the window; the sums of squares
 * are built around local means (Welford 1962; Chan, Golub and LeVeque 1983), so that little noise on a large
 * level does not cancel away. Bollinger bands use the divisor `window`: multiply by
 * `sqrt((window - 1) / window)`.
 *
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `window` is not an integer of at least 2, or an option is unknown.
 * @example
 * ```ts
 * import { rollingStandardDeviation } from 'coincast';
 *
 * rollingStandardDeviation([1, 2, 3, 7], { window: 3 })[2]; // => 1
 * ```
 */
export function rollingStandardDeviation(
  series: SeriesInput,
  options: RollingStandardDeviationOptions,
): Float64Array {
  requireKnownKeys('options', options, ['window']);
  const window = requireInteger('window', options.window, { min: 2 });
  return rollingMoments(valuesOf('series', series), window).squares.map((sum) =>
    Math.sqrt(sum / (window - 1)),
  );
}

/** The feature behind {@link rollingStandardDeviation}. */
export const rollingStandardDeviationFeature: Feature<RollingStandardDeviationOptions & SourceOptions> = {
  optionNames: ['window', 'of'],
  warmUp: (options) => requireInteger('window', options.window, { min: 2 }) - 1 + sourceWarmUp(options),
  compute: (series, options) =>
    withWarmUp(
      sourceWarmUp(options),
      rollingStandardDeviation(sourceValues(series, options), { window: options.window }),
    ),
};
