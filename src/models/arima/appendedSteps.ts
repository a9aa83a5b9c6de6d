import { InvalidArgumentError } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import { requireSameName } from '../regularSteps.js';
import { type ObservedSteps, observedSteps } from './observedSteps.js';

/** Checked observations to be appended, and the summary that counts them in. */
export interface AppendedSteps extends ObservedSteps {
  readonly training: TrainingSummary;
}

/**
 * Observations that follow those of a model, or with `replaceLast` begin with another value for the last of them, step
 * by step. Those of a `PriceSeries` lie on the grid of the training series, where steps without one are missing; bare
 * numbers are taken to follow one step apart.
 *
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function appendedSteps(
  training: TrainingSummary,
  observations: SeriesInput,
  { replaceLast, lastIsMissing }: { replaceLast: boolean; lastIsMissing: boolean },
): AppendedSteps {
  const { stepMs, n } = training;
  const before = replaceLast ? training.lastTimestamp - stepMs : training.lastTimestamp;
  const isTimed = isPriceSeries(observations);
  if (isTimed) {
    requireSameName('observations.coinId', observations.coinId, training.coinId);
    requireSameName('observations.vsCurrency', observations.vsCurrency, training.vsCurrency);
  }
  const steps = observedSteps('observations', observations, { stepMs, before });
  const { values, observed } = steps;
  if (replaceLast && values.length === 0) {
    throw new InvalidArgumentError({
      argument: 'observations',
      value: observations,
      expected: 'at least one observation with replaceLast, the first being the new last one',
    });
  }
  if (replaceLast && isTimed && steps.positions?.[0] !== undefined && steps.positions[0] > 0) {
    throw new InvalidArgumentError({
      argument: 'observations.timestamps[0]',
      value: observations.timestamps[0],
      expected: `${training.lastTimestamp}, that of the model's last observation, with replaceLast`,
      hint: 'Append without replaceLast what comes after it.',
    });
  }
  if (values.length === 0) return { ...steps, training };
  const replaced = replaceLast && !lastIsMissing ? 1 : 0;
  const lastTimestamp = isTimed
    ? observations.timestamps[observations.timestamps.length - 1]!
    : before + values.length * stepMs;
  return {
    ...steps,
    training: Object.freeze({ ...training, n: n - replaced + observed, lastTimestamp }),
  };
}
