import { InvalidArgumentError, NonFiniteValueError } from '../../errors/index.js';

/** On which scale errors are measured: differences of the values, or of their logarithms. */
export type ScoreTransform = 'none' | 'log';

/** The error of an observation about its forecast, before it is scaled. @internal */
export function forecastError(value: number, mean: number, transform: ScoreTransform): number {
  return transform === 'log' ? Math.log(value / mean) : value - mean;
}

/** The value that lies an error away from a forecast: the inverse of {@link forecastError}. @internal */
export function valueAt(mean: number, error: number, transform: ScoreTransform): number {
  return transform === 'log' ? mean * Math.exp(error) : mean + error;
}

/** As for training series: the squares of larger values are no numbers. */
const largest = 1e140;

/**
 * @throws {@link NonFiniteValueError} at the first value without a logarithm, where one is needed.
 * @throws {@link InvalidArgumentError} at one so large that its score may be none.
 * @internal
 */
export function requireScorable(argument: string, values: Float64Array, transform: ScoreTransform): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (transform === 'log' && !(value > 0)) {
      throw new NonFiniteValueError({
        argument,
        index,
        value,
        expected: 'a positive number with transform "log"',
      });
    }
    if (Math.abs(value) <= largest) continue;
    const expected = `of a size up to ${largest}`;
    throw new InvalidArgumentError({
      argument: `${argument}[${index}]`,
      value,
      expected,
      hint: 'Change its unit.',
    });
  }
}

/**
 * The means of the wrapped model's forecast, checked, since any function may be a trainer.
 *
 * @throws {@link InvalidArgumentError} when one is not finite, or has no logarithm where one is needed.
 * @internal
 */
export function requireMeans(mean: Float64Array, horizon: number, transform: ScoreTransform): Float64Array {
  if (!(mean instanceof Float64Array) || mean.length !== horizon) {
    const expected = `a Float64Array of the ${horizon} steps asked for`;
    throw new InvalidArgumentError({
      argument: "mean of the wrapped model's forecast",
      value: mean,
      expected,
    });
  }
  for (let h = 0; h < horizon; h++) {
    const value = mean[h]!;
    if (Number.isFinite(value) && (transform === 'none' || value > 0)) continue;
    throw new InvalidArgumentError({
      argument: `mean[${h}] of the wrapped model's forecast`,
      value,
      expected: transform === 'none' ? 'a finite number' : 'a positive number with transform "log"',
      hint: transform === 'none' ? undefined : 'Train the model on logarithms, or leave out transform.',
    });
  }
  return mean;
}
