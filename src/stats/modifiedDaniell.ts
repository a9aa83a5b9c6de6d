/**
 * The weights of the modified Daniell smoothers of the given odd widths, convolved: each is a moving average
 * whose two end weights are halved. No widths give the weight 1.
 *
 * Source: Bloomfield, "Fourier Analysis of Time Series", 2nd edition (2000), section 8.2. R:
 * `kernel("modified.daniell", spans %/% 2)`.
 */
export function modifiedDaniellWeights(spans: readonly number[]): Float64Array {
  return spans.reduce((weights: Float64Array, span) => {
    const half = (span - 1) / 2;
    const smoother = new Float64Array(span).fill(1 / (2 * half));
    smoother[0] = 1 / (4 * half);
    smoother[span - 1] = 1 / (4 * half);
    return convolved(weights, smoother);
  }, Float64Array.of(1));
}

/** The weighted means around each value, the last value being the neighbour of the first. */
export function smoothCircularly(values: Float64Array, weights: Float64Array): Float64Array {
  const n = values.length;
  const half = (weights.length - 1) / 2;
  return values.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < weights.length; j++) sum += weights[j]! * values[(i + j - half + n) % n]!;
    return sum;
  });
}

function convolved(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) product[i + j] = product[i + j]! + a[i]! * b[j]!;
  }
  return product;
}
