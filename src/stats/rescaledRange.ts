/** Deviations no larger than this are rounding, in values of magnitude 1. */
const rounding = 4 * Number.EPSILON;

/**
 * The mean over windows of `size` of the range of the sums of deviations from the window's mean over the
 * standard deviation (divisor `size`), the windows laid from the start and from the end. Windows of values
 * that are equal up to rounding are left out; 0 when none is left. The values are of magnitude 1.
 *
 * Source: Hurst, Transactions of the American Society of Civil Engineers 116 (1951).
 */
export function rescaledRange(values: Float64Array, size: number): number {
  const count = Math.floor(values.length / size);
  const offset = values.length - count * size;
  let sum = 0;
  let varying = 0;
  for (let window = 0; window < count; window++) {
    for (const start of [window * size, offset + window * size]) {
      const range = rescaledRangeOf(values, start, size);
      if (range === 0) continue;
      sum += range;
      varying++;
    }
  }
  return varying === 0 ? 0 : sum / varying;
}

/**
 * The expectation of the rescaled range of independent normal values at each window size:
 * Γ((s-1)/2) / (√π Γ(s/2)) Σ √((s-i)/i), exact for every size.
 *
 * Source: Anis and Lloyd, "The expected value of the adjusted rescaled Hurst range of independent normal
 * summands", Biometrika 63 (1976).
 */
export function rescaledRangesOfNoise(sizes: Int32Array): Float64Array {
  const largest = sizes.reduce((a, b) => Math.max(a, b), 2);
  const gammaRatios = new Float64Array(largest + 1);
  gammaRatios[2] = Math.sqrt(Math.PI);
  for (let s = 2; s < largest; s++) gammaRatios[s + 1] = 2 / ((s - 1) * gammaRatios[s]!);
  return Float64Array.from(sizes, (size) => {
    let sum = 0;
    for (let i = 1; i < size; i++) sum += Math.sqrt((size - i) / i);
    return (gammaRatios[size]! / Math.sqrt(Math.PI)) * sum;
  });
}

function rescaledRangeOf(values: Float64Array, start: number, size: number): number {
  let mean = 0;
  for (let i = 0; i < size; i++) mean += values[start + i]!;
  mean /= size;
  let sum = 0;
  let least = 0;
  let greatest = 0;
  let squares = 0;
  for (let i = 0; i < size; i++) {
    const deviation = values[start + i]! - mean;
    sum += deviation;
    least = Math.min(least, sum);
    greatest = Math.max(greatest, sum);
    squares += deviation * deviation;
  }
  return squares <= size * rounding ** 2 ? 0 : (greatest - least) / Math.sqrt(squares / size);
}
