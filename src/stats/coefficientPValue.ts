import { evaluatePolynomial, normalCdf } from '../math/index.js';
import type { AdfRegression } from './dickeyFullerPValue.js';
import type { CriticalValue } from './HypothesisTestResult.js';
import type { Interpolated } from './interpolate.js';
import { phillipsPerronTable } from './phillipsPerron.table.js';
import { type QuantileTable, tableCriticalValues, tablePValue } from './quantileTable.js';

/** The asymptotic p-value of n (rho - 1) by MacKinnon's response surfaces, which have no ends. */
export function coefficientSurfacePValue(statistic: number, regression: AdfRegression): Interpolated {
  const { split, left, right } = phillipsPerronTable[regression];
  const normal =
    statistic <= split
      ? evaluatePolynomial(left, Math.log(-statistic))
      : evaluatePolynomial(right, statistic);
  return { value: normalCdf(normal), bounded: false };
}

/** The p-value of n (rho - 1) interpolated in Fuller's table for a regression on `rows` observations. */
export function coefficientTablePValue(
  statistic: number,
  regression: AdfRegression,
  rows: number,
): Interpolated {
  return tablePValue(fullerTable(regression), statistic, rows);
}

/** Critical values of n (rho - 1) at 1%, 2.5%, 5% and 10% interpolated in Fuller's table. */
export function coefficientCriticalValues(regression: AdfRegression, rows: number): readonly CriticalValue[] {
  return tableCriticalValues(fullerTable(regression), rows);
}

function fullerTable(regression: AdfRegression): QuantileTable {
  const { probabilities, sizes, [regression]: distribution } = phillipsPerronTable;
  return { probabilities, sizes, rows: distribution.quantiles };
}
