import type { TrainingSummary } from './model.js';

/**
 * When each step of a forecast is due: the last observation's timestamp plus 1, 2, ... `horizon` steps, epoch
 * milliseconds UTC, or positions for a model of bare numbers.
 *
 * @internal
 */
export function forecastTimestamps(training: TrainingSummary, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, i) => training.lastTimestamp + (i + 1) * training.stepMs);
}
