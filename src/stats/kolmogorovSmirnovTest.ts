import { requireKnownKeys, requireOneOf } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import type { HypothesisTestResult } from './HypothesisTestResult.js';
import { distanceOf, type KolmogorovSmirnovAlternative } from './kolmogorovSmirnovDistance.js';
import { kolmogorovUpperTail, smirnovUpperTail } from './kolmogorovSmirnovTails.js';
import { rejectionRule } from './rejectionRule.js';

/** Options of {@link kolmogorovSmirnovTest}. */
export interface KolmogorovSmirnovTestOptions {
  /**
   * Which differences count: all, or those where the distribution function of `x` lies above that of `y` (`greater`: the
   * values of `x` tend to be smaller) or below it (`less`). Default `two-sided`.
   */
  readonly alternative?: KolmogorovSmirnovAlternative | undefined;
  /** Default `auto`: exact while the product of the lengths is at most a million, asymptotic beyond. */
  readonly method?: 'auto' | 'exact' | 'asymptotic' | undefined;
}

/** What {@link kolmogorovSmirnovTest} gives. */
export interface KolmogorovSmirnovTestResult extends HypothesisTestResult {
  readonly alternative: KolmogorovSmirnovAlternative;
  /** How the p-value was found. */
  readonly method: 'exact' | 'asymptotic';
  /** The value at which the distribution functions differ most, the first such. */
  readonly location: number;
  /** The number of observations in `x`. */
  readonly xLength: number;
  /** The number of observations in `y`. */
  readonly yLength: number;
}

const exactUpTo = 1e6;

/**
 * The two-sample Kolmogorov-Smirnov test: whether two samples come from the same distribution, whatever it is.
 *
 * The statistic is the greatest difference of the two empirical distribution functions, from 0 to 1, or the greatest in
 * one direction. The exact p-value is conditional on the pooled values, so that it is right with ties as well; it counts
 * lattice paths and keeps its relative precision also where tiny. The asymptotic one is Kolmogorov's series, one-sided
 * exp(-2z²), and assumes a continuous distribution. Observations must be independent within each sample: for errors of
 * forecasts take one number of steps ahead. One observation in each is enough to be defined; some ten are needed to
 * reject anything. Cost: sorting, and for the exact p-value the product of the lengths, 3 ms for a thousand by a thousand.
 *
 * Source: Smirnov, Bulletin of Moscow University 2 (1939); exact distribution with ties: Schröer and Trenkler,
 * Computational Statistics and Data Analysis 20 (1995). Matches R 4.2 `ks.test(x, y)`, which takes the exact p-value up
 * to a product of 10,000.
 *
 * @throws {@link InsufficientDataError} when a sample is empty.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is unknown or not one of its values.
 * @example
 * ```ts
 * import { kolmogorovSmirnovTest } from 'coincast';
 *
 * const before = [0.1, -0.4, 0.3, 0, -0.2, 0.5, -0.1, 0.2];
 * const after = [0.9, 0.4, 1.3, 0.8, 0.6, 1.5, -0.3, 1.1];
 * const { statistic, pValue } = kolmogorovSmirnovTest(before, after);
 * statistic; // => 0.75
 * pValue; // => 0.0186
 * ```
 */
export function kolmogorovSmirnovTest(
  x: SeriesInput,
  y: SeriesInput,
  options: KolmogorovSmirnovTestOptions = {},
): KolmogorovSmirnovTestResult {
  requireKnownKeys('kolmogorovSmirnovTest options', options, ['alternative', 'method']);
  const alternative = requireOneOf('alternative', options.alternative ?? 'two-sided', [
    'two-sided',
    'greater',
    'less',
  ]);
  const asked = requireOneOf('method', options.method ?? 'auto', ['auto', 'exact', 'asymptotic']);
  const requirements = { minLength: 1, operation: 'kolmogorovSmirnovTest' };
  const first = Float64Array.from(valuesOf('x', x, requirements)).sort();
  const second = Float64Array.from(valuesOf('y', y, requirements)).sort();
  const m = first.length;
  const n = second.length;
  const method = asked === 'auto' ? (m * n <= exactUpTo ? 'exact' : 'asymptotic') : asked;
  const { distance, location, isEnd } = greatestDistance(first, second, alternative);
  const statistic = distance / (m * n);
  const pValue =
    method === 'exact'
      ? smirnovUpperTail(distance, m, n, isEnd, alternative)
      : kolmogorovUpperTail(statistic * Math.sqrt((m / (m + n)) * n), alternative);
  return Object.freeze({
    statistic,
    pValue,
    pValueBounded: false,
    alternative,
    method,
    location,
    xLength: m,
    yLength: n,
    nullHypothesis: 'Both samples come from the same distribution.',
    alternativeHypothesis: alternatives[alternative],
    rejectAt: rejectionRule(pValue),
  });
}

const alternatives = {
  'two-sided': 'The samples come from different distributions.',
  greater: 'The distribution function of x lies above that of y: its values tend to be smaller.',
  less: 'The distribution function of x lies below that of y: its values tend to be greater.',
} as const;

/** The greatest distance, and after which pooled values, in order, distribution functions may be compared. */
function greatestDistance(x: Float64Array, y: Float64Array, alternative: KolmogorovSmirnovAlternative) {
  const isEnd = new Uint8Array(x.length + y.length + 1);
  let distance = 0;
  let location = Math.min(x[0]!, y[0]!);
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    const value = j === y.length || x[i]! <= y[j]! ? x[i]! : y[j]!;
    while (x[i] === value) i++;
    while (y[j] === value) j++;
    isEnd[i + j] = 1;
    const here = distanceOf(i, j, x.length, y.length, alternative);
    if (here > distance) {
      distance = here;
      location = value;
    }
  }
  return { distance, location, isEnd };
}
