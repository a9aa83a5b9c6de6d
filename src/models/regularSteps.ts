import { InvalidArgumentError, IrregularSeriesError } from '../errors/index.js';
import { describeTime, type PriceSeries } from '../series/index.js';
import type { TrainingSummary } from './model.js';

/**
 * Refuses a series whose observations are not one step apart. A timestamp may be up to half a step early or
 * late, as CoinGecko's are by seconds: the models count observations, not milliseconds.
 *
 * @throws {@link IrregularSeriesError} at the first distance of half a step or less, or of one and a half steps
 * or more.
 * @internal
 */
export function requireRegularSteps({ timestamps, stepMs }: PriceSeries): void {
  for (let index = 1; index < timestamps.length; index++) {
    requireOneStep(timestamps, index, timestamps[index - 1]!, stepMs);
  }
}

/**
 * Refuses observations that do not continue the grid of a model's training series, or are of another coin or
 * currency.
 *
 * @throws {@link IrregularSeriesError} when the first is not one step after the model's last, or a later one is
 * not one step after the one before it.
 * @throws {@link InvalidArgumentError} when coin or currency differ.
 * @internal
 */
export function requireContinuation(training: TrainingSummary, observations: PriceSeries): void {
  requireSameName('observations.coinId', observations.coinId, training.coinId);
  requireSameName('observations.vsCurrency', observations.vsCurrency, training.vsCurrency);
  const { timestamps } = observations;
  const first = timestamps[0]!;
  if (!isOneStep(first - training.lastTimestamp, training.stepMs)) {
    throw new IrregularSeriesError({
      message:
        `The observations begin at ${describeTime(first)}, which is not one step of ${training.stepMs} ms after ` +
        `the model's last observation (${describeTime(training.lastTimestamp)}). ` +
        'Append every observation since then, without overlap or gap.',
      reason: 'not-contiguous',
      index: 0,
      timestamp: first,
    });
  }
  for (let index = 1; index < timestamps.length; index++) {
    requireOneStep(timestamps, index, timestamps[index - 1]!, training.stepMs);
  }
}

function requireOneStep(timestamps: Float64Array, index: number, previous: number, stepMs: number): void {
  const timestamp = timestamps[index]!;
  const distance = timestamp - previous;
  if (isOneStep(distance, stepMs)) return;
  const reason = distance > stepMs ? 'gap' : 'off-grid';
  const advice = reason === 'gap' ? 'fillGaps() closes gaps' : 'resampleSeries() puts them on a regular grid';
  throw new IrregularSeriesError({
    message:
      `timestamps[${index}] (${describeTime(timestamp)}) comes ${distance} ms after the one before it, but the ` +
      `observations should be ${stepMs} ms apart; ${advice}.`,
    reason,
    index,
    timestamp,
  });
}

function isOneStep(distance: number, stepMs: number): boolean {
  return distance > 0.5 * stepMs && distance < 1.5 * stepMs;
}

/**
 * Refuses the coin or currency of a series that is not that of a model's training series; one that is not known may be
 * any.
 *
 * @throws {@link InvalidArgumentError} when they differ.
 * @internal
 */
export function requireSameName(argument: string, value: string, expected: string | undefined): void {
  if (expected === undefined || value === 'unknown' || value === expected) return;
  throw new InvalidArgumentError({ argument, value, expected: `"${expected}", as in the training series` });
}
