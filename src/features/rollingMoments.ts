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
 * LeVeque (1983). Nothing is ever subtracted back out of a running sum, so no error builds up along the
 * series, large levels with little noise keep their digits, and a constant window has exactly 0.
 */
export function rollingMoments(values: Float64Array, window: number): RollingMoments {
  const n = values.length;
  const means = new Float64Array(n).fill(Number.NaN);
  const squares = new Float64Array(n).fill(Number.NaN);
  const tailMeans = new Float64Array(window);
  const tailSquares = new Float64Array(window);
  for (let start = 0; start + window <= n; start += window) {
    accumulateTails(values, start, tailMeans, tailSquares);
    means[start + window - 1] = tailMeans[0]!;
    squares[start + window - 1] = tailSquares[0]!;
    let headMean = 0;
    let headSquares = 0;
    const heads = Math.min(window - 1, n - start - window);
    for (let count = 1; count <= heads; count++) {
      const value = values[start + window + count - 1]!;
      const offset = value - headMean;
      headMean += offset / count;
      headSquares += offset * (value - headMean);
      const apart = headMean - tailMeans[count]!;
      const share = count / window;
      means[start + window + count - 1] = tailMeans[count]! + apart * share;
      squares[start + window + count - 1] =
        tailSquares[count]! + headSquares + apart * apart * share * (window - count);
    }
  }
  return { means, squares };
}

function accumulateTails(
  values: Float64Array,
  start: number,
  tailMeans: Float64Array,
  tailSquares: Float64Array,
): void {
  const window = tailMeans.length;
  let mean = 0;
  let squares = 0;
  for (let k = window - 1; k >= 0; k--) {
    const value = values[start + k]!;
    const offset = value - mean;
    mean += offset / (window - k);
    squares += offset * (value - mean);
    tailMeans[k] = mean;
    tailSquares[k] = squares;
  }
}
