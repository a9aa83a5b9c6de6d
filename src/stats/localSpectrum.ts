import { fourierTransform, fUpperTail } from '../math/index.js';

/** The periodogram of a series at any frequency, each ordinate beside its surroundings. */
export interface LocalSpectrum {
  /** The number of observations: frequencies less than 1 / n apart are not told apart. */
  readonly n: number;
  /**
   * The logarithm of the p-value of the ordinate at `frequency` against its neighbours; `undefined` where
   * fewer than 2 fit on each side.
   */
  logPValue(frequency: number): number | undefined;
  /** How far the ordinate rises above the mean of its neighbours, at least 0. */
  excess(frequency: number): number;
}

const neighboursASide = 10;
const leastNeighboursASide = 2;
const oversampling = 8;

/**
 * Builds the local spectrum of a series without trend.
 *
 * The neighbours of a frequency lie whole multiples of 1 / n from it, as many on each side, up to 10: a
 * sinusoid at the frequency itself has no part in them, and in noise whose spectrum is level or a line across
 * them the ratio of the ordinate to their mean has an F distribution with 2 and twice as many degrees of
 * freedom as neighbours. A spectrum that is convex there, as red noise and differenced noise have it, makes
 * the p-value too large, not too small; so does the leakage of a stronger sinusoid near by. Cost: O(n log n)
 * once, then O(1) a frequency.
 */
export function localSpectrum(series: Float64Array): LocalSpectrum {
  const n = series.length;
  const size = 2 ** Math.ceil(Math.log2(oversampling * n));
  const ordinates = paddedOrdinates(series, size);
  // Ordinates of the size of rounding count as nothing.
  const rounding = 1e-20 * series.reduce((sum, value) => sum + value * value, 0);
  const at = (frequency: number) => ordinates[Math.round(frequency * size)]! + rounding;

  function surroundings(frequency: number): { mean: number; count: number } | undefined {
    const isNyquist = frequency === 0.5;
    const roomAbove = isNyquist ? Number.POSITIVE_INFINITY : (0.5 - frequency) * n;
    const each = Math.floor(Math.min(neighboursASide, frequency * n - 1, roomAbove));
    if (each < leastNeighboursASide) return undefined;
    let sum = 0;
    for (let i = 1; i <= each; i++) {
      sum += at(frequency - i / n);
      if (!isNyquist) sum += at(frequency + i / n);
    }
    const count = isNyquist ? each : 2 * each;
    return { mean: sum / count, count };
  }

  return {
    n,
    logPValue(frequency) {
      const around = surroundings(frequency);
      if (around === undefined) return undefined;
      const ratio = at(frequency) / around.mean;
      // At frequency 1/2 the transform is real: one degree of freedom. Elsewhere the tail has a closed form.
      return frequency === 0.5
        ? Math.log(Math.max(Number.MIN_VALUE, fUpperTail(ratio, 1, 2 * around.count)))
        : -around.count * Math.log1p(ratio / around.count);
    },
    excess: (frequency) => Math.max(0, at(frequency) - (surroundings(frequency)?.mean ?? at(frequency))),
  };
}

/** |Σ x(t) exp(-2πi k t / size)|² for k from 0 to size / 2. */
function paddedOrdinates(series: Float64Array, size: number): Float64Array {
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  real.set(series);
  fourierTransform(real, imaginary);
  return real.subarray(0, size / 2 + 1).map((re, k) => re * re + imaginary[k]! * imaginary[k]!);
}
