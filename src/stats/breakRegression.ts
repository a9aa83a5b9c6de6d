import { differenced } from '../math/index.js';
import { requireResidualVariation } from './degeneracy.js';
import { centredTime } from './dickeyFullerRegression.js';
import { fitOrExplain } from './fitOrExplain.js';

/** What changes at the break: the level, the slope of the trend, or both. */
export type BreakKind = 'level' | 'trend' | 'both';

/** How many dummy variables each kind of break takes. */
export const breakDummies = { level: 1, trend: 1, both: 2 } as const;

/** The first and the last break, as an index of the series, that leaves the dummies apart from the trend. */
export function possibleBreaks(breakIn: BreakKind, n: number, lags: number): { first: number; last: number } {
  return {
    first: breakIn === 'level' ? lags + 1 : lags + 2,
    last: breakIn === 'both' ? n - 3 : n - 2,
  };
}

/** The least length of a series that leaves a regression with so many dummies a degree of freedom. */
export function leastBreakLength(dummies: number, lags: number): number {
  return 2 * lags + dummies + 5;
}

/** Constant, trend and lagged differences: what the regressions of all breaks share. One row a difference. */
export function commonColumns(differences: Float64Array, lags: number): Float64Array[] {
  const rows = differences.length - lags;
  const columns: Float64Array[] = [new Float64Array(rows).fill(1), centredTime(rows)];
  for (let lag = 1; lag <= lags; lag++) columns.push(differences.subarray(lags - lag, lags - lag + rows));
  return columns;
}

/** The t ratio of the lagged level in the regression with a break after `breakIndex`, by a factorisation of its own. */
export function breakRegression(
  operation: string,
  levels: Float64Array,
  breakIn: BreakKind,
  lags: number,
  breakIndex: number,
): number {
  const differences = differenced(levels, 1);
  const rows = differences.length - lags;
  const split = breakIndex - lags;
  const columns = commonColumns(differences, lags);
  if (breakIn !== 'trend') columns.push(dummy(rows, split, () => 1));
  if (breakIn !== 'level') columns.push(dummy(rows, split, (row) => row - split + 1));
  columns.push(levels.subarray(lags, lags + rows));
  const fit = fitOrExplain(operation, columns, differences.subarray(lags));
  requireResidualVariation(operation, fit.nestedResidualSums[columns.length]!, rows);
  return fit.tRatios[columns.length - 1]!;
}

function dummy(rows: number, split: number, value: (row: number) => number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => (row < split ? 0 : value(row)));
}
