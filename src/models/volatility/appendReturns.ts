import type { AppendedValues } from './appendedValues.js';

/** What models of a recursion know of the end of a series: the last observation, and the variance of its return. */
export interface ReturnsEnd {
  readonly variance: number;
  readonly lastValue: number;
  /** The price before the last; absent in a model of returns. */
  readonly previousValue?: number;
}

/**
 * The end after appended observations, `nextVariance` being the variance after a return with another variance. With
 * `replaceLast` the first of them takes the place of the last observation, whose own variance does not change.
 *
 * @internal
 */
export function appendReturns(
  end: ReturnsEnd,
  { values, replaceLast }: AppendedValues,
  nextVariance: (variance: number, lastValue: number, previousValue: number | undefined) => number,
): ReturnsEnd {
  let { variance, lastValue, previousValue } = end;
  const hasPrices = previousValue !== undefined;
  for (let t = 0; t < values.length; t++) {
    if (t > 0 || !replaceLast) {
      variance = nextVariance(variance, lastValue, previousValue);
      previousValue = lastValue;
    }
    lastValue = values[t]! + 0;
  }
  return { variance, lastValue, ...(hasPrices ? { previousValue: previousValue! } : {}) };
}
