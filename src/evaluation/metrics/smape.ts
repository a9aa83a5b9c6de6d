import type { SeriesInput } from '../../series/index.js';
import { finite, meanLoss } from './meanLoss.js';

/**
 * Symmetric mean absolute percentage error as the M4 competition defines it, in percent from 0 to 200: the
 * mean of 200·|actual − forecast| / (|actual| + |forecast|).
 *
 * Both take a `PriceSeries` (its prices are used) or bare numbers, equally many and at least one. A step where
 * both are 0 is forecast perfectly and counts 0, where the formula has no value.
 *
 * Source: Makridakis, Spiliotis and Assimakopoulos (2020), The M4 Competition, International Journal of
 * Forecasting 36(1), section 3.1. Other libraries halve it or leave out the absolute values below the line.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { smape } from 'coincast';
 *
 * smape([100, 0], [300, 0]); // => 50
 * ```
 */
export function smape(actual: SeriesInput, forecast: SeriesInput): number {
  return meanLoss('smape', actual, forecast, (a, f) =>
    a === f ? 0 : 200 * (Math.abs(a - f) / finite('smape', Math.abs(a) + Math.abs(f))),
  );
}
