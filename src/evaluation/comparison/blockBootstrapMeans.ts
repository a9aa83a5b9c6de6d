import { createRandomStream } from '../../math/index.js';

/**
 * The means of each column over so many resampled series: one row a resample, the same draws for all columns. Blocks
 * of consecutive values start anywhere and go on at the beginning after the end.
 *
 * @internal
 */
export function blockBootstrapMeans(
  columns: readonly Float64Array[],
  {
    replications,
    blockLength,
    seed,
  }: { readonly replications: number; readonly blockLength: number; readonly seed: number },
): Float64Array[] {
  const n = columns[0]!.length;
  const { uniform } = createRandomStream(seed);
  return Array.from({ length: replications }, () => {
    const sums = new Float64Array(columns.length);
    for (let filled = 0; filled < n; filled += blockLength) {
      const start = Math.floor(uniform() * n);
      const length = Math.min(blockLength, n - filled);
      for (let k = 0; k < columns.length; k++) {
        const column = columns[k]!;
        let sum = 0;
        for (let i = 0; i < length; i++) sum += column[(start + i) % n]!;
        sums[k] = sums[k]! + sum / n;
      }
    }
    return sums;
  });
}
