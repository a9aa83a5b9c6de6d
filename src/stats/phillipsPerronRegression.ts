import { differenced, orthonormalBasis, withoutProjection } from '../math/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireResidualVariation } from './degeneracy.js';
import type { AdfRegression } from './dickeyFullerPValue.js';
import { deterministicTerms, dickeyFullerLevels, dickeyFullerRegression } from './dickeyFullerRegression.js';

/** Which levels the correction takes its moments from: those before each step, or those after. */
export type PpMoments = 'lagged' | 'current';

/** The regression of Phillips and Perron: differences on the deterministic part and the level before. */
export interface PhillipsPerronRegression {
  /** One a difference. */
  readonly residuals: Float64Array;
  /** The coefficient of the level before: rho - 1. */
  readonly coefficient: number;
  /** The coefficient over its standard error, with the residual variance on the degrees of freedom. */
  readonly tRatio: number;
  /** The sum of squares of the levels around the deterministic part, as the correction takes it. */
  readonly levelSquares: number;
}

/** Fits the regression to a series, scaled so that no sum of squares overflows. */
export function phillipsPerronRegression(
  operation: string,
  values: Float64Array,
  regression: AdfRegression,
  moments: PpMoments,
): PhillipsPerronRegression {
  const levels = dickeyFullerLevels(operation, values, regression);
  const { coefficients, tRatios } = dickeyFullerRegression(operation, levels, regression, 0, 0);
  const rows = levels.length - 1;
  const basis = orthonormalBasis(deterministicColumns(regression, rows));
  const before = withoutProjection(basis, levels.subarray(0, rows));
  const differences = differenced(levels, 1);
  const coefficient = coefficients[deterministicTerms[regression]]!;
  const residuals = withoutProjection(basis, differences).map(
    (difference, t) => difference - coefficient * before[t]!,
  );
  const around = moments === 'lagged' ? before : withoutProjection(basis, levels.subarray(1));
  const squares = autocovarianceSum(around, 0);
  // Levels that lie still until the last step leave nothing to divide by.
  requireResidualVariation(operation, Math.min(squares, autocovarianceSum(before, 0)), rows);
  return {
    residuals,
    coefficient,
    tRatio: tRatios[deterministicTerms[regression]]!,
    levelSquares: regression === 'trend' ? squares * (1 - 1 / rows ** 2) : squares,
  };
}

function deterministicColumns(regression: AdfRegression, rows: number): Float64Array[] {
  const constant = new Float64Array(rows).fill(1);
  const trend = Float64Array.from({ length: rows }, (_, t) => t - (rows - 1) / 2);
  return [constant, trend].slice(0, deterministicTerms[regression]);
}
