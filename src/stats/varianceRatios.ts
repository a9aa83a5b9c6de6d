import { DegenerateSeriesError } from '../errors/index.js';
import { normalCdf } from '../math/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireResidualVariation } from './degeneracy.js';

/** The variance ratio of one horizon. */
export interface VarianceRatio {
  /** The number of steps whose variance is compared with that of one. */
  readonly horizon: number;
  /** The variance of `horizon` steps over `horizon` times that of one step. */
  readonly ratio: number;
  /** The ratio less 1, over its standard error. */
  readonly statistic: number;
  /** The two-sided p-value of this horizon alone. */
  readonly pValue: number;
}

/** A variance of the ratio below this is the rounding of the mean step. */
const leastVariance = 1e-28;

/** The variance ratios of levels, one a horizon, each at most half the number of steps. */
export function varianceRatios(
  operation: string,
  levels: Float64Array,
  horizons: readonly number[],
  robust: boolean,
): readonly VarianceRatio[] {
  const steps = levels.length - 1;
  const drift = (levels[steps]! - levels[0]!) / steps;
  const shocks = levels.subarray(1).map((level, t) => level - levels[t]! - drift);
  const squares = autocovarianceSum(shocks, 0);
  requireResidualVariation(operation, squares, steps);
  const weights = robust ? robustWeights(shocks, squares, horizons.at(-1)!) : undefined;
  return horizons.map((horizon) => {
    const divisor = horizon * (steps - horizon + 1) * (1 - horizon / steps);
    const ratio = overlappingSquares(levels, horizon, drift) / divisor / (squares / (steps - 1));
    const variance =
      weights === undefined
        ? (2 * (2 * horizon - 1) * (horizon - 1)) / (3 * horizon * steps)
        : robustVariance(weights, horizon);
    if (variance < leastVariance) throw isolatedShocks(operation);
    const statistic = (ratio - 1) / Math.sqrt(variance);
    return Object.freeze({ horizon, ratio, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)) });
  });
}

function overlappingSquares(levels: Float64Array, horizon: number, drift: number): number {
  let squares = 0;
  for (let t = horizon; t < levels.length; t++) {
    squares += (levels[t]! - levels[t - horizon]! - horizon * drift) ** 2;
  }
  return squares;
}

/** By the lag, from 1: the variance of the autocorrelation of shocks whose variance changes. */
function robustWeights(shocks: Float64Array, squares: number, longest: number): Float64Array {
  const squared = shocks.map((shock) => shock * shock);
  return Float64Array.from({ length: longest }, (_, lag) => autocovarianceSum(squared, lag) / squares ** 2);
}

function robustVariance(weights: Float64Array, horizon: number): number {
  let variance = 0;
  for (let lag = 1; lag < horizon; lag++) {
    variance += ((2 * (horizon - lag)) / horizon) ** 2 * weights[lag]!;
  }
  return variance;
}

function isolatedShocks(operation: string): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message: `${operation} finds hardly a step that differs from the mean step, and none near another. Check the data source, or choose a longer horizon.`,
    reason: 'constant',
  });
}
