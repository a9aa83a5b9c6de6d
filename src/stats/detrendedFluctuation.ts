/**
 * The root mean square of a path about its least squares line in each window of `size`, over the windows laid
 * from the start and those laid from the end.
 *
 * Source: Kantelhardt et al., "Detecting long-range correlations with detrended fluctuation analysis",
 * Physica A 295 (2001).
 */
export function detrendedFluctuation(path: Float64Array, size: number): number {
  const count = Math.floor(path.length / size);
  const offset = path.length - count * size;
  let squares = 0;
  for (let window = 0; window < count; window++) {
    squares += squaresAboutLine(path, window * size, size);
    squares += squaresAboutLine(path, offset + window * size, size);
  }
  return Math.sqrt(squares / (2 * count * size));
}

/** What {@link detrendedFluctuation} is on average, as root mean square, for white noise of variance 1. */
export function detrendedFluctuationOfNoise(size: number): number {
  return Math.sqrt((size * size - 4) / (15 * size));
}

function squaresAboutLine(path: Float64Array, start: number, size: number): number {
  let mean = 0;
  for (let i = 0; i < size; i++) mean += path[start + i]!;
  mean /= size;
  const middle = (size - 1) / 2;
  let products = 0;
  for (let i = 0; i < size; i++) products += (i - middle) * (path[start + i]! - mean);
  const slope = products / ((size * (size * size - 1)) / 12);
  let squares = 0;
  for (let i = 0; i < size; i++) squares += (path[start + i]! - mean - slope * (i - middle)) ** 2;
  return squares;
}
