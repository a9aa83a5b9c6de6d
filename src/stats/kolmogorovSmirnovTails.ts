import { distanceOf, type KolmogorovSmirnovAlternative } from './kolmogorovSmirnovDistance.js';

/**
 * The probability that two samples of m and n from one distribution are at least as far apart, given the pooled values.
 *
 * Every order of the pooled values is equally likely: a lattice path from (0, 0) to (m, n). Of the paths that end at
 * (i, j), the fraction i / (i + j) came from (i - 1, j); the probability that one has reached the distance is therefore
 * the mean of that at the two points before, and 1 where the distance is reached. All terms are positive, so nothing
 * cancels. `isEnd` says after how many pooled values distribution functions may be compared: not within a tie.
 *
 * @internal
 */
export function smirnovUpperTail(
  distance: number,
  m: number,
  n: number,
  isEnd: Uint8Array,
  alternative: KolmogorovSmirnovAlternative,
): number {
  if (distance === 0) return 1;
  const reached = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (i + j === 0) continue;
      if (isEnd[i + j] === 1 && distanceOf(i, j, m, n, alternative) >= distance) reached[j] = 1;
      else reached[j] = ((i === 0 ? 0 : i * reached[j]!) + (j === 0 ? 0 : j * reached[j - 1]!)) / (i + j);
    }
  }
  return reached[n]!;
}

/**
 * The limit of that probability for long samples at a distance of `z` √((m + n) / (m n)). Source: Kolmogorov (1933);
 * for small `z` by the theta function's other series, which converges where the first does not.
 *
 * @internal
 */
export function kolmogorovUpperTail(z: number, alternative: KolmogorovSmirnovAlternative): number {
  if (alternative !== 'two-sided') return Math.exp(-2 * z * z);
  let sum = 0;
  if (z < 1) {
    if (z < 0.04) return 1;
    for (let k = 1; k < 40; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * z * z));
    return 1 - (Math.sqrt(2 * Math.PI) / z) * sum;
  }
  for (let k = 1; k < 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * z * z);
  return sum;
}
