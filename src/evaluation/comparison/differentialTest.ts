import { DegenerateSeriesError } from '../../errors/index.js';
import { meanOf, studentUpperTail } from '../../math/index.js';

/** How the variance of a mean of dependent numbers is estimated. */
export type LongRunVariance = 'truncated' | 'bartlett';

/** Whether the mean of loss differences is zero. */
export interface DifferentialTest {
  /** The mean difference. */
  readonly mean: number;
  /** Its standard error with the correction for small samples; 0 where all differences are 0. */
  readonly standardError: number;
  /** The one over the other; 0 where all differences are 0. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** The estimate the standard error rests on. */
  readonly longRunVariance: LongRunVariance;
}

/**
 * The Diebold-Mariano statistic of differences, corrected after Harvey, Leybourne and Newbold. Expects more than
 * `horizon` differences.
 *
 * @throws {@link DegenerateSeriesError} when all differences are the same but not 0.
 * @internal
 */
export function differentialTest(
  differences: Float64Array,
  horizon: number,
  asked: LongRunVariance = 'truncated',
): DifferentialTest {
  const n = differences.length;
  const degreesOfFreedom = n - 1;
  const first = differences[0]!;
  if (differences.every((difference) => difference === first)) {
    if (first === 0)
      return { mean: 0, standardError: 0, statistic: 0, degreesOfFreedom, longRunVariance: asked };
    throw new DegenerateSeriesError({
      message: `All ${n} differences of the losses are ${first}: they have no variance to test against. Compare more forecasts.`,
      reason: 'constant',
    });
  }
  const mean = meanOf(differences);
  const { variance, longRunVariance } = varianceOfMean(differences, mean, horizon, asked);
  const correction = (n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n;
  const standardError = Math.sqrt(variance / correction);
  // Never minus zero.
  const statistic = mean / standardError + 0;
  return { mean, standardError, statistic, degreesOfFreedom, longRunVariance };
}

/** The probability of a statistic as far from 0, in either direction. @internal */
export function twoSidedPValue({ statistic, degreesOfFreedom }: DifferentialTest): number {
  return Math.min(1, 2 * studentUpperTail(Math.abs(statistic), degreesOfFreedom));
}

/** Where the truncated sum is zero or negative, which dependence can make it, Bartlett's weights keep it positive. */
function varianceOfMean(differences: Float64Array, mean: number, horizon: number, asked: LongRunVariance) {
  const n = differences.length;
  const covariances = Float64Array.from({ length: horizon }, (_, lag) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (differences[t]! - mean) * (differences[t - lag]! - mean);
    return sum / n;
  });
  const weighted = (weightOf: (lag: number) => number) =>
    covariances.reduce((sum, covariance, lag) => sum + (lag === 0 ? 1 : 2 * weightOf(lag)) * covariance, 0) /
    n;
  const truncated = weighted(() => 1);
  if (asked === 'truncated' && truncated > 1e-12 * covariances[0]!) {
    return { variance: truncated, longRunVariance: asked };
  }
  return { variance: weighted((lag) => 1 - lag / horizon), longRunVariance: 'bartlett' as const };
}
