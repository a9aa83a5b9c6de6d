import type { CriticalValue } from './HypothesisTestResult.js';
import { type Interpolated, interpolate } from './interpolate.js';

/** Quantiles of a statistic in samples of several sizes. */
export interface QuantileTable {
  /** The probabilities of a smaller value, ascending; the first four serve as significance levels. */
  readonly probabilities: readonly number[];
  /** The sizes of the samples, ascending. */
  readonly sizes: readonly number[];
  /** One row a size: the quantile at each probability. */
  readonly rows: readonly (readonly number[])[];
}

/** The p-value of a statistic, interpolated in the size and then between the quantiles. */
export function tablePValue(table: QuantileTable, statistic: number, size: number): Interpolated {
  return interpolate(quantilesAt(table, size), table.probabilities, statistic);
}

/** Critical values at the first four probabilities, interpolated in the size. */
export function tableCriticalValues(table: QuantileTable, size: number): readonly CriticalValue[] {
  const quantiles = quantilesAt(table, size);
  return table.probabilities.slice(0, 4).map((alpha, i) => ({ alpha, value: quantiles[i]! }));
}

function quantilesAt({ probabilities, sizes, rows }: QuantileTable, size: number): readonly number[] {
  return probabilities.map((_, column) => {
    const across = rows.map((row) => row[column]!);
    return interpolate(sizes, across, size).value;
  });
}
