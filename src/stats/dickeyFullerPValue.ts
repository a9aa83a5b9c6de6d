import { evaluatePolynomial, normalCdf } from '../math/index.js';
import { dickeyFullerTable } from './dickeyFuller.table.js';
import type { CriticalValue } from './HypothesisTestResult.js';
import type { Interpolated } from './interpolate.js';
import { mackinnonTable } from './mackinnon.table.js';
import { type QuantileTable, tableCriticalValues, tablePValue } from './quantileTable.js';

/** The deterministic part of a Dickey-Fuller regression: nothing, a constant, or a constant and a linear trend. */
export type AdfRegression = 'none' | 'drift' | 'trend';

/**
 * The asymptotic p-value of a Dickey-Fuller statistic by MacKinnon's response surfaces; beyond them it is 0 or
 * 1, flagged as bounded.
 */
export function mackinnonPValue(statistic: number, regression: AdfRegression): Interpolated {
  const { least, split, greatest, left, right } = mackinnonTable[regression];
  if (statistic < least) return { value: 0, bounded: true };
  if (statistic > greatest) return { value: 1, bounded: true };
  return {
    value: normalCdf(evaluatePolynomial(statistic <= split ? left : right, statistic)),
    bounded: false,
  };
}

/** MacKinnon's critical values at 1%, 5% and 10% for a regression on `rows` observations. */
export function mackinnonCriticalValues(regression: AdfRegression, rows: number): readonly CriticalValue[] {
  return mackinnonTable.alphas.map((alpha, i) => ({
    alpha,
    value: evaluatePolynomial(mackinnonTable[regression].critical[i]!, 1 / rows),
  }));
}

/** The p-value interpolated in Fuller's table for a series of `differences` first differences. */
export function interpolatedPValue(
  statistic: number,
  regression: AdfRegression,
  differences: number,
): Interpolated {
  return tablePValue(fullerTable(regression), statistic, differences);
}

/** Critical values at 1%, 2.5%, 5% and 10% interpolated in Fuller's table. */
export function interpolatedCriticalValues(
  regression: AdfRegression,
  differences: number,
): readonly CriticalValue[] {
  return tableCriticalValues(fullerTable(regression), differences);
}

function fullerTable(regression: AdfRegression): QuantileTable {
  const { probabilities, sizes, [regression]: rows } = dickeyFullerTable;
  return { probabilities, sizes, rows };
}
