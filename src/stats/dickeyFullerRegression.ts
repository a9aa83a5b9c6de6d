import { deviationsFromMean, differenced, type LeastSquaresFit, scaledToUnit } from '../math/index.js';
import { requireResidualVariation, requireVariation } from './degeneracy.js';
import type { AdfRegression } from './dickeyFullerPValue.js';
import { fitOrExplain } from './fitOrExplain.js';

const advice = 'Use fewer lags, or a smaller regression.';

/** How many coefficients the deterministic part has. */
export const deterministicTerms = { none: 0, drift: 1, trend: 2 } as const;

/**
 * Levels as the regressions use them: scaled exactly, and with a constant in the regression taken about their
 * mean, which leaves the statistic as it is and makes the problem well conditioned.
 */
export function dickeyFullerLevels(
  operation: string,
  values: Float64Array,
  regression: AdfRegression,
): Float64Array {
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  return regression === 'none' ? scaled : deviationsFromMean(scaled);
}

/**
 * Regresses the differences on the deterministic part, the level before, and `lags` earlier differences, in
 * this order, over all observations from difference `from` on (counted from 0, at least `lags`).
 */
export function dickeyFullerRegression(
  operation: string,
  levels: Float64Array,
  regression: AdfRegression,
  lags: number,
  from: number,
): LeastSquaresFit {
  const differences = differenced(levels, 1);
  const rows = differences.length - from;
  const columns: Float64Array[] = [];
  if (regression !== 'none') columns.push(new Float64Array(rows).fill(1));
  if (regression === 'trend') columns.push(centredTime(rows));
  columns.push(levels.subarray(from, from + rows));
  for (let lag = 1; lag <= lags; lag++) columns.push(differences.subarray(from - lag, from - lag + rows));
  const fit = fitOrExplain(operation, columns, differences.subarray(from), advice);
  requireResidualVariation(operation, fit.nestedResidualSums[columns.length]!, rows);
  return fit;
}

/** The trend of a regression: the row, counted from the middle one. */
export function centredTime(rows: number): Float64Array {
  const times = new Float64Array(rows);
  for (let row = 0; row < rows; row++) times[row] = row - (rows - 1) / 2;
  return times;
}
