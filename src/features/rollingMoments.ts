/** The mean and the sum of squared deviations from it, of every window. */
export interface RollingMoments {
  /** Full length; the first `window - 1` values are NaN. */
  readonly means: Float64Array;
  /** Full length; the first `window - 1` values are NaN, none of the others is negative. */
  readonly squares: Float64Array;
}

/**
 * Mean and sum of squared deviations of each trailing window, in O(n) whatever the window.
 *
 * Values are cut into blocks of one window's length. A window is the tail of one block and the head of the
 * next; tails and heads are accumulated by Welford's update (1962) and joined by the rule of Chan, Golub and
 * LeVeque (1983), all as differences from the value at the seam. Nothing is ever subtracted back out of a
 * running sum, so no error builds up along the series, little noise on a large level keeps its digits, and a
 * constant window has exactly 0.
 */
export function rollingMoments(values: Float64Array, window: number): RollingMoments {
  const n = values.length;
  const means = new Float64Array(n).fill(Number.NaN);
  const squares = new Float64Array(n).fill(Number.NaN);
  const tailMeans = new Float64Array(Math.min(window, n));
  const tailSquares = new Float64Array(Math.min(window, n));
  for (let seam = window - 1; seam < n; seam += window) {
    const level = values[seam]!;
    accumulateTails(values, seam, tailMeans, tailSquares);
    means[seam] = level + tailMeans[0]!;
    squares[seam] = tailSquares[0]!;
    let headMean = 0;
    let headSquares = 0;
    for (let count = 1; count < window && seam + count < n; count++) {
      const value = values[seam + count]! - level;
      const offset = value - headMean;
      headMean += offset / count;
      headSquares += offset * (value - headMean);
      const apart = headMean - tailMeans[count]!;
      const share = count / window;
      means[seam + count] = level + (tailMeans[count]! + apart * share);
      squares[seam + count] = tailSquares[count]! + headSquares + apart * apart * share * (window - count);
    }
  }
  return { means, squares };
}

function accumulateTails(
  values: Float64Array,
  seam: number,
  tailMeans: Float64Array,
  tailSquares: Float64Array,
): void {
  const window = tailMeans.length;
  const level = values[seam]!;
  let mean = 0;
  let squares = 0;
  for (let count = 1; count <= window; count++) {
    const value = values[seam - count + 1]! - level;
    const offset = value - mean;
    mean += offset / count;
    squares += offset * (value - mean);
    tailMeans[window - count] = mean;
    tailSquares[window - count] = squares;
  }
}
