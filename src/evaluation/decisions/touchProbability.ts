import { requireNumber, requireOneOf } from '../../errors/index.js';
import { type EstimatedProbability, estimatedProbability } from './EstimatedProbability.js';
import type { DecisionOptions, PathSource } from './PathSource.js';
import { samplePathsOf } from './samplePathsOf.js';

/** Options of {@link touchProbability}. */
export interface TouchProbabilityOptions extends DecisionOptions {
  /** The barrier, in the units of the series. */
  readonly price: number;
  /** From where it is touched: `up`, by a value at or above it, as a target; `down`, at or below it, as a stop. */
  readonly direction: 'up' | 'down';
}

/**
 * The probability that a barrier is touched at any step up to and including one: the share of sample paths that reach
 * it. It needs joint paths, since intervals step by step do not tell how steps hang together.
 *
 * Only the steps themselves are looked at: between them a price may touch the barrier and come back, so that for stops
 * that are watched all the time this is a lower bound; finer steps come closer. Source and seed as for
 * {@link probabilityAbove}. Linear in the number of paths times steps.
 *
 * @throws {@link InvalidArgumentError} when the source has no paths, an option is out of bounds or unknown, or the step
 * is beyond the horizon of a forecast.
 * @example
 * ```ts
 * import { touchProbability, trainArima } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const model = trainArima(simulateMarket({ seed: 7, length: 500 }), { order: [0, 1, 0], transform: 'log' });
 * const stop = touchProbability(model, { price: 67000, direction: 'down', step: 24 });
 * stop.probability; // => 0.1273
 * ```
 */
export function touchProbability(source: PathSource, options: TouchProbabilityOptions): EstimatedProbability {
  const ownKeys = ['price', 'direction'];
  const { paths, step, timestamp } = samplePathsOf('touchProbability', source, options, ownKeys);
  const price = requireNumber('price', options.price);
  const isUp = requireOneOf('direction', options.direction, ['up', 'down']) === 'up';
  let count = 0;
  for (const path of paths) {
    for (let h = 0; h < step; h++) {
      if (isUp ? path[h]! < price : path[h]! > price) continue;
      count += 1;
      break;
    }
  }
  return estimatedProbability(count, paths.length, timestamp);
}
