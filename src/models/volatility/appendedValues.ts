import {
  InvalidArgumentError,
  NonFiniteValueError,
  requireBoolean,
  requireKnownKeys,
} from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import { extendTraining } from '../trainingSummary.js';
import { refuseTimed, requirePositive } from './trainingReturns.js';

/** Options of a volatility model's `append`. */
export interface VolatilityAppendOptions {
  /**
   * Whether the first of the observations is another value for the last one the model has seen, such as a candle that
   * was still open; the model then never saw the old value. Default false.
   */
  readonly replaceLast?: boolean | undefined;
}

/** Checked observations to be appended, and the summary that counts them in. */
export interface AppendedValues {
  readonly values: Float64Array;
  readonly replaceLast: boolean;
  readonly training: TrainingSummary;
}

/** The largest magnitude whose square is a normal number, as in training. */
const largest = 1e140;

/**
 * Observations that follow those of a model, or with `replaceLast` begin with another value for the last of them.
 *
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function appendedValues(
  training: TrainingSummary,
  observations: SeriesInput,
  { input, options }: { input: 'prices' | 'returns' | 'variances'; options: VolatilityAppendOptions },
): AppendedValues {
  requireKnownKeys('append options', options, ['replaceLast']);
  const { replaceLast = false } = options;
  requireBoolean('replaceLast', replaceLast);
  if (input !== 'prices') refuseTimed('observations', observations, input);
  const { stepMs, lastTimestamp, n } = training;
  const before = replaceLast ? { ...training, n: n - 1, lastTimestamp: lastTimestamp - stepMs } : training;
  const extended = extendTraining(before, observations);
  const { values } = extended;
  if (replaceLast && values.length === 0) {
    throw new InvalidArgumentError({
      argument: 'observations',
      value: observations,
      expected: 'at least one observation with replaceLast, the first being the new last one',
    });
  }
  if (input === 'prices') {
    requirePositive(isPriceSeries(observations) ? 'observations.prices' : 'observations', values);
  } else requireModerate(values);
  return { values, replaceLast, training: extended.training };
}

function requireModerate(values: Float64Array): void {
  const index = values.findIndex((value) => Math.abs(value) > largest);
  if (index < 0) return;
  throw new NonFiniteValueError({
    argument: 'observations',
    index,
    value: values[index],
    expected: `a number of a size up to ${largest}`,
  });
}
