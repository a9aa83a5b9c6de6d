import { DegenerateSeriesError } from '../../errors/index.js';
import { leastSquares } from '../../math/index.js';

/** A heterogeneous autoregression: an intercept, and a coefficient for the mean of the last so many values each. */
export interface HarFit {
  /** The constant of the regression. */
  readonly intercept: number;
  /** One for each lag. */
  readonly slopes: readonly number[];
  /** Of the intercept, then of the slopes. */
  readonly standardErrors: readonly number[];
  /** The standard deviation of the residuals, on the degrees of freedom. */
  readonly sigma: number;
  /** The share of the variance that the regression explains, 0 to 1. */
  readonly rSquared: number;
  /** The number of days that were explained. */
  readonly rows: number;
}

/** Residuals below this part of the variation are rounding. */
const perfection = 1e-10;

/**
 * Ordinary least squares of each day on the means of the days before it, over as many of them as each lag says.
 *
 * @throws {@link DegenerateSeriesError} when it leaves nothing unexplained, or the means tell the same.
 * @internal
 */
export function harRegression(days: Float64Array, lags: readonly number[]): HarFit {
  const longest = lags[lags.length - 1]!;
  const rows = days.length - longest;
  const columns = [
    new Float64Array(rows).fill(1),
    ...lags.map((lag) =>
      Float64Array.from({ length: rows }, (_, row) => meanOfLast(days, longest + row, lag)),
    ),
  ];
  const fit = leastSquares(columns, days.slice(longest));
  const residual = fit.nestedResidualSums[columns.length]!;
  const total = fit.nestedResidualSums[1]!;
  if (!(residual > perfection ** 2 * total)) {
    throw new DegenerateSeriesError({
      message: `The means over ${lags.join(', ')} days predict the ${rows} days without error, so there is no variance to estimate. Give a series with some scatter.`,
      reason: 'perfect-fit',
    });
  }
  const [intercept, ...slopes] = fit.coefficients;
  return {
    intercept: intercept! + 0,
    slopes: slopes.map((slope) => slope + 0),
    standardErrors: [...fit.standardErrors],
    sigma: Math.sqrt(residual / fit.degreesOfFreedom),
    rSquared: 1 - residual / total,
    rows,
  };
}

/** The mean of the `count` values before `end`. @internal */
export function meanOfLast(values: ArrayLike<number>, end: number, count: number): number {
  let sum = 0;
  for (let t = end - count; t < end; t++) sum += values[t]!;
  return sum / count;
}
