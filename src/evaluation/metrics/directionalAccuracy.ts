import { requireKnownKeys, requireNumber, requireSameLength } from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/** Options of {@link directionalAccuracy}. */
export interface DirectionalAccuracyOptions {
  /**
   * The last value known when the forecast was made. One number for a path forecast from one origin; for
   * forecasts made at different times, one value each, as many as actual values.
   */
  readonly previous: number | SeriesInput;
}

/**
 * Directional accuracy: the fraction of steps, 0 to 1, at which the actual value lies on the forecast's side
 * of the last value known when the forecast was made.
 *
 * The sign of actual − previous is compared with the sign of forecast − previous. A tie is a direction of its
 * own, "unchanged": it is a hit only when both are unchanged, so the naive forecast scores 0 on data that
 * always move. All take a `PriceSeries` (its prices are used) or bare numbers; actual and forecast are equally
 * many and at least one.
 *
 * For one-step forecasts along a series, `previous` is that series one step earlier. Source: Blaskowitz and
 * Herwartz (2011), On economic evaluation of directional forecasts, International Journal of Forecasting
 * 27(4), section 2.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or an option is unknown.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { directionalAccuracy } from 'coincast';
 *
 * directionalAccuracy([101, 99, 103], [102, 101, 104], { previous: 100 }); // => 0.66667
 * directionalAccuracy([101, 99, 103], [102, 100, 98], { previous: [100, 101, 99] }); // => 0.66667
 * ```
 */
export function directionalAccuracy(
  actual: SeriesInput,
  forecast: SeriesInput,
  options: DirectionalAccuracyOptions,
): number {
  requireKnownKeys('directionalAccuracy options', options, ['previous']);
  const before = previousValues(options.previous);
  if (typeof before !== 'number') {
    requireSameLength('previous', before, 'actual', valuesOf('actual', actual));
  }
  return meanLoss('directionalAccuracy', actual, forecast, (a, f, index) => {
    const origin = typeof before === 'number' ? before : before[index]!;
    return direction(a, origin) === direction(f, origin) ? 1 : 0;
  });
}

function previousValues(previous: number | SeriesInput): number | Float64Array {
  return typeof previous === 'number' || previous === undefined
    ? requireNumber('previous', previous)
    : valuesOf('previous', previous);
}

function direction(value: number, origin: number): -1 | 0 | 1 {
  if (value === origin) return 0;
  return value > origin ? 1 : -1;
}
