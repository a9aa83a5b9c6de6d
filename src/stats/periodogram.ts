import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { deviationsFromMean, fourierTransform, scaledToUnit, unitScale } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireResidualVariation, requireVariation } from './degeneracy.js';
import { lineResiduals } from './lineResiduals.js';
import { modifiedDaniellWeights, smoothCircularly } from './modifiedDaniell.js';

/** What {@link periodogram} subtracts first: nothing, the mean, or the least squares line. */
export type PeriodogramDetrend = 'none' | 'constant' | 'linear';

/** Options of {@link periodogram}. */
export interface PeriodogramOptions {
  /** What is subtracted first. `none` differs from `constant` only with a taper. Default `linear`. */
  readonly detrend?: PeriodogramDetrend | undefined;
  /**
   * The share of the series that a cosine bell fades out at each end, from 0 to 0.5: less leakage from strong
   * frequencies into others, for less resolution. Default 0; R's is 0.1.
   */
  readonly taper?: number | undefined;
  /**
   * Widths, in numbers of frequencies, of the modified Daniell smoothers applied one after another, odd and at least 3, or one of them.
   * Default none: the raw periodogram, whose ordinates do not settle however long the series.
   */
  readonly spans?: number | readonly number[] | undefined;
}

/** What {@link periodogram} gives. */
export interface PeriodogramResult {
  /**
   * The Fourier frequencies k / n, cycles per observation, from 1 / n to at most 1/2. Length floor(n / 2).
   */
  readonly frequencies: Float64Array;
  /** The periods n / k, observations per cycle, from n down to at least 2. */
  readonly periods: Float64Array;
  /** The spectral density at each frequency, in squared units of the series per cycle per observation. */
  readonly power: Float64Array;
  /** The number of observations. */
  readonly n: number;
  /** What was subtracted first. */
  readonly detrend: PeriodogramDetrend;
  /** The degrees of freedom of the chi-square distribution that approximates each ordinate: 2 unsmoothed. */
  readonly degreesOfFreedom: number;
  /** The bandwidth of each ordinate, cycles per observation. */
  readonly bandwidth: number;
}

/**
 * The periodogram: how the variance of a series is spread over frequencies, smoothed if asked to.
 *
 * The ordinate at frequency f is |Σ x(t) exp(-2πi f t)|² / n of the detrended and tapered series, over the
 * mean square of the taper. White noise of variance σ² has expectation σ² at every frequency, and without
 * taper twice the sum of the ordinates (the one at frequency 1/2 counted once) is the sum of squares about
 * the mean or line. Frequency 0 is left out; smoothing takes the mean of its neighbours for it. Needs at
 * least 4 observations, and more than the smoothers are wide. Cost: O(n log n) for any n. Source: Bloomfield,
 * "Fourier Analysis of Time Series", 2nd edition (2000), chapters 6 to 8; matches R 4.2 `spec.pgram(x, spans,
 * taper, detrend, demean, fast = FALSE)`. SciPy's `signal.periodogram` gives twice these ordinates (the same
 * at 1/2), statsmodels' `periodogram` them over 2π.
 *
 * @throws {@link InsufficientDataError} when the series is shorter than 4, or than the smoothers need.
 * @throws {@link DegenerateSeriesError} when the series is constant, or with `linear` a straight line.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or the values are so large
 * that their squares overflow.
 * @example
 * ```ts
 * import { periodogram } from 'coincast';
 *
 * const wave = Array.from({ length: 120 }, (_, hour) => Math.sin((2 * Math.PI * hour) / 24));
 * const { periods, power } = periodogram(wave, { detrend: 'constant' });
 * periods[power.indexOf(Math.max(...power))]; // => 24
 * ```
 */
export function periodogram(x: SeriesInput, options: PeriodogramOptions = {}): PeriodogramResult {
  requireKnownKeys('periodogram options', options, ['detrend', 'taper', 'spans']);
  const detrend = requireOneOf('detrend', options.detrend ?? 'linear', ['none', 'constant', 'linear']);
  const taper = requireNumber('taper', options.taper ?? 0, { min: 0, max: 0.5 });
  const weights = modifiedDaniellWeights(requireSpans(options.spans ?? []));
  const operation = weights.length === 1 ? 'periodogram' : 'periodogram with these spans';
  const values = valuesOf('x', x, { minLength: Math.max(4, weights.length + 1), operation });
  const n = values.length;
  const ordinates = rawOrdinates(fadeOut(detrended(operation, values, detrend, taper), taper));
  ordinates[0] = (ordinates[1]! + ordinates[n - 1]!) / 2;
  const smoothed = smoothCircularly(ordinates, weights);
  const count = Math.floor(n / 2);
  const frequencies = Float64Array.from({ length: count }, (_, i) => (i + 1) / n);
  const squaredWeights = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const squaredOffsets = weights.reduce((sum, w, i) => sum + w * (i - (weights.length - 1) / 2) ** 2, 0);
  return Object.freeze({
    frequencies,
    periods: Float64Array.from({ length: count }, (_, i) => n / (i + 1)),
    power: inUnitsOf(values, smoothed.subarray(1, count + 1), meanSquareOfTaper(taper)),
    n,
    detrend,
    degreesOfFreedom: ((2 / squaredWeights) * meanSquareOfTaper(taper) ** 2) / (1 - (93 / 64) * taper),
    bandwidth: Math.sqrt(1 / 12 + squaredOffsets) / n,
  });
}

function requireSpans(spans: number | readonly number[]): readonly number[] {
  const list: readonly unknown[] = typeof spans === 'number' ? [spans] : spans;
  if (!Array.isArray(list)) {
    throw new InvalidArgumentError({
      argument: 'spans',
      value: spans,
      expected: 'an odd integer or an array',
    });
  }
  return list.map((span, i) => {
    const argument = typeof spans === 'number' ? 'spans' : `spans[${i}]`;
    if (requireInteger(argument, span, { min: 3 }) % 2 === 1) return span;
    throw new InvalidArgumentError({ argument, value: span, expected: 'odd, so that it has a middle' });
  });
}

/**
 * The series scaled to unit magnitude and detrended. Untapered, a constant has no part in any frequency above
 * 0.
 */
function detrended(
  operation: string,
  values: Float64Array,
  detrend: PeriodogramDetrend,
  taper: number,
): Float64Array {
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  if (detrend === 'none' && taper > 0) return scaled;
  if (detrend !== 'linear') return deviationsFromMean(scaled);
  const residuals = lineResiduals(scaled);
  requireResidualVariation(operation, autocovarianceSum(residuals, 0), residuals.length);
  return residuals;
}

/** Multiplies floor(n taper) values at each end by a rising and a falling half of a cosine bell, in place. */
function fadeOut(values: Float64Array, taper: number): Float64Array {
  const faded = Math.floor(values.length * taper);
  for (let i = 0; i < faded; i++) {
    const weight = (1 - Math.cos((Math.PI * (2 * i + 1)) / (2 * faded))) / 2;
    values[i] = values[i]! * weight;
    values[values.length - 1 - i] = values[values.length - 1 - i]! * weight;
  }
  return values;
}

/** The mean square of the taper in the limit of a long series, by which R divides. */
function meanSquareOfTaper(taper: number): number {
  return 1 - (5 / 4) * taper;
}

function rawOrdinates(values: Float64Array): Float64Array {
  const imaginary = new Float64Array(values.length);
  fourierTransform(values, imaginary);
  return values.map((real, k) => (real * real + imaginary[k]! * imaginary[k]!) / values.length);
}

function inUnitsOf(values: Float64Array, ordinates: Float64Array, divisor: number): Float64Array {
  const scale = unitScale(values);
  const power = ordinates.map((ordinate) => ordinate / divisor / scale / scale);
  if (power.every(Number.isFinite)) return power;
  throw new InvalidArgumentError({
    argument: 'x',
    value: values.find((value) => Math.abs(value) >= 1 / scale),
    expected: 'made of values whose squares are finite',
    hint: 'Divide the series by a constant first.',
  });
}
