import { type Subject, usableInOrder } from './Subject.js';

/** The least standard deviation that counts: with less, returns that are equal differ by rounding alone. */
export const leastDeviation = 1e-9;

/** Usable prices in order of time, as logarithms, and their returns. */
export interface LogPrices {
  readonly times: Float64Array;
  readonly prices: Float64Array;
  /** Where they stand in the series. */
  readonly positions: Int32Array;
  readonly logs: Float64Array;
  /** From one price to the next, by the root of the steps in between, so that a gap does not look like a leap. */
  readonly returns: Float64Array;
}

/** The logarithms of a series' usable prices. */
export function toLogPrices(subject: Subject): LogPrices {
  const { times, values, positions } = usableInOrder(subject, 'prices');
  const logs = values.map((price) => Math.log(price));
  const returns = logs
    .subarray(1)
    .map(
      (log, k) => (log - logs[k]!) / Math.sqrt(Math.max(1, (times[k + 1]! - times[k]!) / subject.stepMs!)),
    );
  return { times, prices: values, positions, logs, returns };
}
