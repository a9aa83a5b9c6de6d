import { DegenerateSeriesError } from '../errors/index.js';

/** Differences of values scaled into [1, 2) that are no larger than this are rounding, not data. */
const roundingNoise = 4 * Number.EPSILON;

/** Refuses a series, scaled by `scaledToUnit`, whose values are all equal up to rounding. */
export function requireVariation(operation: string, scaled: Float64Array): void {
  let least = scaled[0]!;
  let greatest = least;
  for (let i = 1; i < scaled.length; i++) {
    least = Math.min(least, scaled[i]!);
    greatest = Math.max(greatest, scaled[i]!);
  }
  if (greatest - least > roundingNoise) return;
  throw new DegenerateSeriesError({
    message: `${operation} needs a series that varies, but all ${scaled.length} values are equal. Check the data source or choose a longer span.`,
    reason: 'constant',
  });
}

/** Refuses residuals of a fit to a scaled series that are no larger than the rounding of its values. */
export function requireResidualVariation(
  operation: string,
  residualSumOfSquares: number,
  rows: number,
): void {
  if (residualSumOfSquares > rows * roundingNoise ** 2) return;
  throw new DegenerateSeriesError({
    message: `${operation} has no randomness to test: its regression fits the series exactly. Check that the series is not synthetic, or test its differences.`,
    reason: 'perfect-fit',
  });
}
