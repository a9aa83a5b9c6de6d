import { normalCdf, normalQuantile } from '../math/index.js';
import type { BreakKind } from './breakRegression.js';
import type { CriticalValue } from './HypothesisTestResult.js';
import { type Interpolated, interpolate } from './interpolate.js';
import type { PValueRange } from './rejectionRule.js';
import { zivotAndrewsTable } from './zivotAndrews.table.js';

/** The least and the greatest p-value of the table. */
export function zivotAndrewsRange(): PValueRange {
  const { probabilities } = zivotAndrewsTable;
  return { least: probabilities[0], greatest: probabilities.at(-1)! };
}

/**
 * The p-value of the statistic of `n` observations: quantiles interpolated in the trim and in 1 / n, between
 * which the probability follows a normal distribution function. Beyond sizes and trims the nearest serves.
 */
export function zivotAndrewsPValue(
  statistic: number,
  breakIn: BreakKind,
  n: number,
  trim: number,
): Interpolated {
  const { probabilities } = zivotAndrewsTable;
  const quantiles = probabilities.map((_, column) => quantileAt(breakIn, column, n, trim));
  const last = quantiles.length - 1;
  if (statistic < quantiles[0]!) return { value: probabilities[0], bounded: true };
  if (statistic > quantiles[last]!) return { value: probabilities[last]!, bounded: true };
  const normalQuantiles = probabilities.map(normalQuantile);
  return { value: normalCdf(interpolate(quantiles, normalQuantiles, statistic).value), bounded: false };
}

/** The asymptotic critical values of the paper at 1%, 5% and 10%. */
export function zivotAndrewsCriticalValues(breakIn: BreakKind): readonly CriticalValue[] {
  return zivotAndrewsTable.alphas.map((alpha, i) => ({
    alpha,
    value: zivotAndrewsTable.published[breakIn][i]!,
  }));
}

function quantileAt(breakIn: BreakKind, column: number, n: number, trim: number): number {
  const { sizes, trims } = zivotAndrewsTable;
  const bySize = sizes.map((_, row) => {
    const byTrim = trims.map((_trim, sheet) => zivotAndrewsTable[breakIn][sheet]![row]![column]!);
    return interpolate(trims, byTrim, trim).value;
  });
  return interpolate(
    sizes.map((size) => -1 / size),
    bySize,
    -1 / n,
  ).value;
}
