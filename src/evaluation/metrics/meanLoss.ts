import { mean } from 'simple-statistics';
import { InvalidArgumentError, requireSameLength } from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';

/**
 * The mean over all steps of what a forecast loses at each; the sum is compensated (Kahan-Babuska).
 *
 * @internal
 */
export function meanLoss(
  metric: string,
  actual: SeriesInput,
  forecast: SeriesInput,
  loss: (actual: number, forecast: number, index: number) => number,
): number {
  const [actuals, forecasts] = pairedValues(metric, actual, forecast);
  return finite(metric, mean(Array.from(actuals, (value, index) => loss(value, forecasts[index]!, index))));
}

/**
 * The numbers of both, checked to be finite, equally many, and at least one.
 *
 * @internal
 */
export function pairedValues(
  metric: string,
  actual: SeriesInput,
  forecast: SeriesInput,
): [actual: Float64Array, forecast: Float64Array] {
  const actuals = valuesOf('actual', actual, { minLength: 1, operation: metric });
  const forecasts = valuesOf('forecast', forecast);
  requireSameLength('forecast', forecasts, 'actual', actuals);
  return [actuals, forecasts];
}

/**
 * The result itself, unless it left the range of a double.
 *
 * @internal
 */
export function finite(metric: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError({
    argument: `${metric} of actual and forecast`,
    value,
    expected: 'a number that fits a double',
    hint: 'Rescale both.',
  });
}
