import {
  DegenerateSeriesError,
  InvalidArgumentError,
  requireKnownKeys,
  requireOneOf,
} from '../errors/index.js';
import { deviationsFromMean, rootMeanSquare, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { requireVariation } from './degeneracy.js';
import { detrendedFluctuation, detrendedFluctuationOfNoise } from './detrendedFluctuation.js';
import { rescaledRange, rescaledRangesOfNoise } from './rescaledRange.js';

/** How {@link hurstExponent} measures fluctuation: about lines in windows, or by its range. */
export type HurstMethod = 'detrended-fluctuation' | 'rescaled-range';

/**
 * Whether a series is the increments, such as log returns, or the path they add up to, such as log prices.
 */
export type HurstInput = 'increments' | 'path';

/** Options of {@link hurstExponent}. */
export interface HurstExponentOptions {
  /** What `x` is. Take logarithms of prices first and say `path`. Default `increments`. */
  readonly input?: HurstInput | undefined;
  /** The estimator. Default `detrended-fluctuation`. */
  readonly method?: HurstMethod | undefined;
}

/** What {@link hurstExponent} gives. */
export interface HurstExponentResult {
  /** The Hurst exponent: 0.5 for independent increments, more for trends that persist, less for reversals. */
  readonly exponent: number;
  /** The estimator. */
  readonly method: HurstMethod;
  /** What the series was taken for. */
  readonly input: HurstInput;
  /** The number of increments. */
  readonly n: number;
  /** The window sizes, in increments, ascending. */
  readonly windows: Int32Array;
  /**
   * The fluctuation at each window size over that expected of white noise: rises as size^(exponent - 0.5).
   */
  readonly relativeFluctuations: Float64Array;
}

const leastWindow = 8;
const windowCount = 20;
const leastIncrements = 100;
/** No stationary increments come near it beyond chance; a random walk taken for increments has 1.5. */
const greatestPlausibleExponent = 1.3;

/**
 * The Hurst exponent, a measure of long memory: the range of the sum of n increments grows as n to this
 * power.
 *
 * Fluctuations are measured in windows of up to 20 sizes, in equal steps of the logarithm from 8 to a quarter
 * of the increments, laid from the start and again from the end. With `detrended-fluctuation` (order 1) it is
 * the root mean square of the path of deviations from the mean about its line in each window; with
 * `rescaled-range` the mean range of that path over the standard deviation, windows without variation left
 * out. Each is divided by what independent normal increments give, which removes the bias of small windows:
 * (s² - 4) / 15s of their variance, or Anis and Lloyd's range. The exponent is 0.5 plus the slope of the
 * logarithms, weighted by 1 / size.
 *
 * Detrended fluctuation is nearly unbiased. With 1000 increments of fractional Gaussian noise its standard
 * deviation is 0.02 to 0.04, with 250 it is 0.04 to 0.09; it may leave (0, 1). Rescaled range varies less
 * near 0.5, but is biased towards it: by 0.1 at 0.8. Both are thrown off by breaks of level. Needs at least
 * 100 increments. Cost: O(n). Source: Peng et al., Physical Review E 49 (1994); Kantelhardt et al., Physica A
 * 295 (2001); Anis and Lloyd, Biometrika 63 (1976); Weron, Physica A 312 (2002).
 *
 * @throws {@link InsufficientDataError} when there are fewer than 100 increments.
 * @throws {@link DegenerateSeriesError} when the increments are constant, or follow lines in all windows.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when `x` is given as increments but wanders like a path (an exponent
 * above 1.3), or an option is unknown.
 * @example
 * ```ts
 * import { hurstExponent } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const { prices } = simulateMarket({ seed: 7, length: 2000 });
 * const { exponent } = hurstExponent(prices.map(Math.log), { input: 'path' });
 * Math.abs(exponent - 0.5) < 0.1; // => true
 * ```
 */
export function hurstExponent(x: SeriesInput, options: HurstExponentOptions = {}): HurstExponentResult {
  requireKnownKeys('hurstExponent options', options, ['input', 'method']);
  const input = requireOneOf('input', options.input ?? 'increments', ['increments', 'path']);
  const method = requireOneOf('method', options.method ?? 'detrended-fluctuation', [
    'detrended-fluctuation',
    'rescaled-range',
  ]);
  const operation = `hurstExponent of ${input === 'path' ? 'a path' : 'increments'}`;
  const minLength = input === 'path' ? leastIncrements + 1 : leastIncrements;
  const scaled = scaledToUnit(valuesOf('x', x, { minLength, operation }));
  requireVariation(operation, scaled);
  const deviations = deviationsFromIncrements(operation, scaled, input);
  const n = deviations.length;
  const windows = windowSizes(n);
  const detrended = relativeDetrendedFluctuations(operation, deviations, windows);
  if (input === 'increments') requireIncrements(exponentOf(detrended, windows));
  const relativeFluctuations =
    method === 'detrended-fluctuation' ? detrended : relativeRanges(operation, deviations, windows);
  return Object.freeze({
    exponent: exponentOf(relativeFluctuations, windows),
    method,
    input,
    n,
    windows,
    relativeFluctuations,
  });
}

function deviationsFromIncrements(operation: string, scaled: Float64Array, input: HurstInput): Float64Array {
  if (input === 'increments') return deviationsFromMean(scaled);
  const increments = scaledToUnit(scaled.subarray(1).map((value, t) => value - scaled[t]!));
  requireVariation(operation, increments);
  return deviationsFromMean(increments);
}

function windowSizes(n: number): Int32Array {
  const growth = Math.log(Math.floor(n / 4) / leastWindow) / (windowCount - 1);
  const sizes = Array.from({ length: windowCount }, (_, i) => Math.round(leastWindow * Math.exp(growth * i)));
  return Int32Array.from(new Set(sizes));
}

function relativeDetrendedFluctuations(operation: string, deviations: Float64Array, windows: Int32Array) {
  const path = new Float64Array(deviations.length);
  let sum = 0;
  for (let t = 0; t < deviations.length; t++) {
    sum += deviations[t]!;
    path[t] = sum;
  }
  const deviation = rootMeanSquare(deviations);
  return positive(
    operation,
    Float64Array.from(
      windows,
      (size) => detrendedFluctuation(path, size) / deviation / detrendedFluctuationOfNoise(size),
    ),
  );
}

function relativeRanges(operation: string, deviations: Float64Array, windows: Int32Array): Float64Array {
  const expected = rescaledRangesOfNoise(windows);
  return positive(
    operation,
    expected.map((range, i) => rescaledRange(deviations, windows[i]!) / range),
  );
}

function positive(operation: string, fluctuations: Float64Array): Float64Array {
  if (fluctuations.every((fluctuation) => fluctuation > 1e-10)) return fluctuations;
  throw new DegenerateSeriesError({
    message: `${operation} finds windows without fluctuation. Check that the series is not stale or synthetic.`,
    reason: 'perfect-fit',
  });
}

/** 0.5 plus the slope of the logarithms on those of the sizes, by least squares with weights 1 / size. */
function exponentOf(relativeFluctuations: Float64Array, windows: Int32Array): number {
  let weights = 0;
  let meanSize = 0;
  for (let i = 0; i < windows.length; i++) {
    weights += 1 / windows[i]!;
    meanSize += Math.log(windows[i]!) / windows[i]!;
  }
  meanSize /= weights;
  let products = 0;
  let squares = 0;
  for (let i = 0; i < windows.length; i++) {
    const distance = Math.log(windows[i]!) - meanSize;
    products += (distance * Math.log(relativeFluctuations[i]!)) / windows[i]!;
    squares += (distance * distance) / windows[i]!;
  }
  return 0.5 + products / squares;
}

function requireIncrements(exponent: number): void {
  if (exponent <= greatestPlausibleExponent) return;
  throw new InvalidArgumentError({
    argument: 'input',
    value: 'increments',
    expected: `"path" for a series that wanders like prices (its exponent would be ${exponent.toFixed(2)})`,
    hint: 'Give log returns, or log prices with input: "path".',
  });
}
