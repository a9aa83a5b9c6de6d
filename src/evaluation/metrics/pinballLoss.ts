import { requireKnownKeys, requireNumber } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/** Options of {@link pinballLoss}. */
export interface PinballLossOptions {
  /** Which quantile was forecast: the probability of a value below it, a fraction strictly between 0 and 1. */
  readonly probability: number;
}

/**
 * Pinball loss, or quantile loss: what a forecast of a quantile loses, in the units of the data. The true
 * quantile loses least in expectation.
 *
 * The mean of probability · (actual − forecast) where the actual value is above the forecast, and of
 * (1 − probability) · (forecast − actual) where it is below; at probability 0.5 half the mean absolute error.
 * R fabletools' `quantile_score` is twice that. Both take a `PriceSeries` (its prices are used) or bare numbers,
 * equally many and at least one.
 *
 * Source: Koenker and Bassett (1978), Regression quantiles, Econometrica 46(1); Gneiting (2011), Quantiles as
 * optimal point forecasts, International Journal of Forecasting 27(2).
 *
 * @throws {@link InvalidArgumentError} when the lengths differ, the probability is out of bounds, an option is
 * unknown, or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { pinballLoss } from 'coincast';
 *
 * pinballLoss([100, 110], [106, 106], { probability: 0.9 }); // => 2.1
 * ```
 */
export function pinballLoss(actual: SeriesInput, forecast: SeriesInput, options: PinballLossOptions): number {
  requireKnownKeys('pinballLoss options', options, ['probability']);
  const probability = requireNumber('probability', options.probability, { above: 0, below: 1 });
  return meanLoss('pinballLoss', actual, forecast, (a, f) => pinball(a, f, probability));
}

/** What one forecast of a quantile loses. @internal */
export function pinball(actual: number, forecast: number, probability: number): number {
  return actual >= forecast ? probability * (actual - forecast) : (1 - probability) * (forecast - actual);
}
