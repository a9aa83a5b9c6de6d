import {
  InvalidArgumentError,
  type NumberArray,
  requireFiniteArray,
  requireKnownKeys,
  requireNumber,
  requireSameLength,
} from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/** The ends of a prediction interval at each step. */
export interface IntervalEnds {
  /** Lower ends, one a step. */
  readonly lower: NumberArray;
  /** Upper ends, one a step, none below its lower end. */
  readonly upper: NumberArray;
}

/** Central prediction intervals and the probability they are meant to cover. */
export interface LevelledInterval extends IntervalEnds {
  /** The probability, a fraction strictly between 0 and 1. */
  readonly level: number;
}

/**
 * The mean over all steps of what an interval loses at each.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ or an interval is upside down.
 * @internal
 */
export function meanIntervalLoss(
  metric: string,
  actual: SeriesInput,
  { lower, upper }: IntervalEnds,
  loss: (actual: number, lower: number, upper: number, index: number) => number,
): number {
  const values = valuesOf('actual', actual, { minLength: 1, operation: metric });
  requireFiniteArray('lower', lower);
  requireFiniteArray('upper', upper);
  requireSameLength('lower', lower, 'actual', values);
  requireSameLength('upper', upper, 'actual', values);
  return meanLoss(metric, values, upper, (value, high, index) => {
    const low = lower[index]!;
    if (low <= high) return loss(value, low, high, index);
    throw new InvalidArgumentError({
      argument: `lower[${index}]`,
      value: low,
      expected: `at most upper[${index}]`,
    });
  });
}

/** What one interval loses by the score of Winkler. @internal */
export function winklerLoss(actual: number, lower: number, upper: number, level: number): number {
  const outside = Math.max(lower - actual, actual - upper, 0);
  return upper - lower + (2 / (1 - level)) * outside;
}

/** The level of an interval with no keys but its own. @internal */
export function requireInterval(metric: string, interval: LevelledInterval): number {
  requireKnownKeys(`${metric} interval`, interval, ['level', 'lower', 'upper']);
  return requireNumber('level', interval.level, { above: 0, below: 1 });
}
