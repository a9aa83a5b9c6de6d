import { IrregularSeriesError } from '../../errors/index.js';
import { describeTime, isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import { requireSameName } from '../regularSteps.js';
import { type BoxCox, transformed } from '../transform.js';
import { isObservations, orderedObservations } from './prophetObservations.js';
import type { ProphetObservations } from './TrainProphetOptions.js';

/**
 * The summary of a training that counts observations in that come after it. Bare numbers are taken to follow one step
 * apart, `NaN` being a missing value; timestamps must come after the last one known.
 *
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function appendedTraining(
  training: TrainingSummary,
  observations: SeriesInput | ProphetObservations,
  transform: BoxCox | undefined,
): TrainingSummary {
  const isTimed = isPriceSeries(observations) || isObservations(observations);
  if (isPriceSeries(observations)) {
    requireSameName('observations.coinId', observations.coinId, training.coinId);
    requireSameName('observations.vsCurrency', observations.vsCurrency, training.vsCurrency);
  }
  const { values, timestamps, given } = orderedObservations('observations', observations);
  // Refused now rather than when the model is fitted anew.
  transformed(values, transform, 'observations');
  if (values.length === 0) return training;
  const n = training.n + values.length;
  if (!isTimed) {
    return Object.freeze({ ...training, n, lastTimestamp: training.lastTimestamp + given * training.stepMs });
  }
  if (timestamps[0]! <= training.lastTimestamp) {
    throw new IrregularSeriesError({
      message:
        `The observations begin at ${describeTime(timestamps[0]!)}, but the model knows all up to ` +
        `${describeTime(training.lastTimestamp)}. Append only what came after it.`,
      reason: 'not-contiguous',
      index: 0,
      timestamp: timestamps[0]!,
    });
  }
  return Object.freeze({ ...training, n, lastTimestamp: timestamps[timestamps.length - 1]! });
}
