import type { EtsSmoothing } from './etsRecursion.js';

/**
 * Whether a seasonal form with a trend forgets its past: whether all roots of z^(m+1) + (alpha + beta - phi) z^m + (alpha
 * + beta - alpha phi)(z^(m-1) + ... + z^2) + (alpha + beta - alpha phi + gamma - 1) z + phi (1 - alpha - gamma) lie in
 * the unit circle. Without a trend, and without a season, the usual bounds of the parameters see to that.
 *
 * Source: Hyndman, Akram & Archibald, "The admissible parameter space for exponential smoothing models", Annals of the
 * Institute of Statistical Mathematics 60 (2008); the test is the step-down of Schur and Cohn. Quadratic in the period.
 *
 * @internal
 */
export function isStable(
  { alpha, beta, gamma, phi }: EtsSmoothing,
  period: number,
  room: Float64Array,
): boolean {
  const size = period + 1;
  const inner = alpha + beta - alpha * phi;
  // Coefficients of falling powers after the leading 1.
  room.fill(inner, 0, size);
  room[0] = alpha + beta - phi;
  room[size - 2] = inner + gamma - 1;
  room[size - 1] = phi * (1 - alpha - gamma);
  for (let k = size - 1; k >= 0; k--) {
    const reflection = room[k]!;
    if (!(Math.abs(reflection) < 1)) return false;
    const scale = 1 / (1 - reflection * reflection);
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const low = room[i]!;
      const high = room[j]!;
      room[i] = (low - reflection * high) * scale;
      room[j] = (high - reflection * low) * scale;
    }
  }
  return true;
}
