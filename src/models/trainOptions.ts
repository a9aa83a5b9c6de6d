import { InvalidArgumentError, requireKnownKeys, requireNumber } from '../errors/index.js';
import { systemClock } from '../runtime/index.js';
import type { TrainOptions } from './model.js';

/** {@link TrainOptions} with the default clock filled in. */
export interface ResolvedTrainOptions {
  readonly signal: AbortSignal | undefined;
  /** The present time, epoch milliseconds UTC. */
  readonly now: () => number;
}

/**
 * Checks the options every trainer takes and refuses keys that neither they nor `ownKeys` know. An abort
 * that came before the training rethrows the signal's reason here.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown, or `signal` or `clock` is not one.
 * @internal
 */
export function resolveTrainOptions(
  trainer: string,
  options: TrainOptions,
  ownKeys: readonly string[] = [],
): ResolvedTrainOptions {
  requireKnownKeys(`${trainer} options`, options, [...ownKeys, 'signal', 'clock']);
  const { signal, clock = systemClock } = options;
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    throw new InvalidArgumentError({ argument: 'signal', value: signal, expected: 'an AbortSignal' });
  }
  if (typeof clock?.now !== 'function') {
    throw new InvalidArgumentError({
      argument: 'clock',
      value: clock,
      expected: 'an object with a now() function',
    });
  }
  signal?.throwIfAborted();
  return { signal, now: () => requireNumber('clock.now()', clock.now()) };
}
