import type { TrainingSummary } from './model.js';
import { requireFiniteSteps } from './requireFiniteSteps.js';

/**
 * When each step of a forecast is due: the last observation's timestamp plus 1, 2, ... `horizon` steps, epoch
 * milliseconds UTC, or positions for a model of bare numbers.
 *
 * @throws {@link InvalidArgumentError} where there is no such number, since a forged state has no such steps.
 * @internal
 */
export function forecastTimestamps(training: TrainingSummary, horizon: number): Float64Array {
  const { lastTimestamp, stepMs } = training;
  return requireFiniteSteps(
    Float64Array.from({ length: horizon }, (_, i) => lastTimestamp + (i + 1) * stepMs),
    'the time',
    'Forecast less far.',
  );
}
