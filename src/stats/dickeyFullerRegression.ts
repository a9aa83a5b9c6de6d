import { DegenerateSeriesError, SingularMatrixError } from '../errors/index.js';
import { deviationsFromMean, type LeastSquaresFit, leastSquares, scaledToUnit } from '../math/index.js';
import { requireResidualVariation, requireVariation } from './degeneracy.js';
import type { AdfRegression } from './dickeyFullerPValue.js';

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
  const differences = levels.subarray(1).map((level, t) => level - levels[t]!);
  const rows = differences.length - from;
  const columns: Float64Array[] = [];
  if (regression !== 'none') columns.push(new Float64Array(rows).fill(1));
  if (regression === 'trend') columns.push(Float64Array.from({ length: rows }, (_, t) => t - (rows - 1) / 2));
  columns.push(levels.subarray(from, from + rows));
  for (let lag = 1; lag <= lags; lag++) columns.push(differences.subarray(from - lag, from - lag + rows));
  const fit = fitOrExplain(operation, columns, differences.subarray(from));
  requireResidualVariation(operation, fit.nestedResidualSums[columns.length]!, rows);
  return fit;
}

function fitOrExplain(operation: string, columns: Float64Array[], response: Float64Array): LeastSquaresFit {
  try {
    return leastSquares(columns, response);
  } catch (error) {
    if (!(error instanceof SingularMatrixError)) throw error;
    throw new DegenerateSeriesError(
      {
        message: `${operation} cannot tell its regressors apart: the series follows an exact rule. Use fewer lags, or a smaller regression.`,
        reason: 'collinear',
      },
      { cause: error },
    );
  }
}
