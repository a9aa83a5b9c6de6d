import { DegenerateSeriesError } from '../errors/index.js';

/** Differences of values scaled into [1, 2) that are no larger than this are rounding, not data. */
const roundingNoise = 4 * Number.EPSILON;

/** Refuses a series, scaled by `scaledToUnit`, whose values are all equal up to rounding. */
export function requireVariation(operation: string, scaled: Float64Array): void {
  if (varies(scaled)) return;
  throw new DegenerateSeriesError({
    message: `${operation} needs a series that varies, but all ${scaled.length} values are equal. Check the data source or choose a longer span.`,
    reason: 'constant',
  });
}

/**
 * Whether values differ by more than the rounding of a series scaled by `scaledToUnit`, grown by `growth`: each
 * difference taken of the series doubles it.
 */
export function varies(values: Float64Array, growth = 1): boolean {
  let least = values[0]!;
  let greatest = least;
  for (let i = 1; i < values.length; i++) {
    least = Math.min(least, values[i]!);
    greatest = Math.max(greatest, values[i]!);
  }
  return greatest - least > growth * roundingNoise;
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
