import { requireNumber } from '../../errors/index.js';
import { type EstimatedProbability, estimatedProbability } from './EstimatedProbability.js';
import type { DecisionOptions, PathSource } from './PathSource.js';
import { samplePathsOf } from './samplePathsOf.js';

/** Options of {@link probabilityAbove}. */
export interface ProbabilityAboveOptions extends DecisionOptions {
  /** The price in question, in the units of the series. */
  readonly price: number;
}

/**
 * The probability that the value is above a price at one step ahead: the share of sample paths that are.
 *
 * `source` is a forecast with `paths`, as ARIMA models give with method `paths` or `bootstrap`, or a model that can draw
 * them; the same seed gives the same answer. A path at just that price is not above it, so that the probability of at or
 * below is one minus this. Linear in the number of paths.
 *
 * @throws {@link InvalidArgumentError} when the source has no paths, an option is out of bounds or unknown, or the step
 * is beyond the horizon of a forecast.
 * @example
 * ```ts
 * import { probabilityAbove, trainArima } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const model = trainArima(simulateMarket({ seed: 7, length: 500 }), { order: [0, 1, 0], transform: 'log' });
 * const { probability, standardError } = probabilityAbove(model, { price: 70000, step: 24 });
 * probability; // => 0.2274
 * standardError; // => 0.0042
 * ```
 */
export function probabilityAbove(source: PathSource, options: ProbabilityAboveOptions): EstimatedProbability {
  const { paths, step, timestamp } = samplePathsOf('probabilityAbove', source, options, ['price']);
  const price = requireNumber('price', options.price);
  let count = 0;
  for (const path of paths) if (path[step - 1]! > price) count += 1;
  return estimatedProbability(count, paths.length, timestamp);
}
