import {
  InvalidArgumentError,
  NonFiniteValueError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { minimizeOnInterval } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { boxCoxResidualVariation } from './boxCoxResidualVariation.js';
import { guerreroVariation } from './guerreroVariation.js';

/** How to choose the lambda of a Box-Cox transform: steady spread by Guerrero, or greatest likelihood. */
export type BoxCoxMethod = 'guerrero' | 'likelihood';

/** Options of {@link boxCoxLambda}. */
export interface BoxCoxLambdaOptions {
  /** What is made best. Default `guerrero`. */
  readonly method?: BoxCoxMethod | undefined;
  /** Observations a season, at least 2 and less than half of all. Default: no season. */
  readonly period?: number | undefined;
  /** The least exponent to consider. Default -1. */
  readonly lower?: number | undefined;
  /** The greatest exponent to consider, above `lower`. Default 2. */
  readonly upper?: number | undefined;
}

/**
 * The exponent lambda of the Box-Cox transform that suits a positive series: 1 leaves it as it is, ½ is the square
 * root, 0 the logarithm.
 *
 * `guerrero` makes the spread within blocks of one period (of 2 without a period; an incomplete first block is left
 * out) least dependent on their level: it minimises the coefficient of variation over the blocks of s / m^(1 -
 * lambda), with s their standard deviation and m their mean. `likelihood` maximises the profile likelihood of a
 * linear trend, with a level for each season when there is a period, and Gaussian errors. Lambda is sought between
 * `lower` and `upper` on a grid of 60 steps and then by golden section; a best value at an end is that end. It does
 * not depend on the unit of the series. Cost: about 100 n.
 *
 * Source: Guerrero, "Time-series analysis supported by power transformations", Journal of Forecasting 12 (1993);
 * Box and Cox, "An analysis of transformations", JRSS B 26 (1964). R forecast 8.20 `BoxCox.lambda` has the same
 * objectives, but stops within 1e-4 of a local optimum (`guerrero`) or takes the best of a grid with step 0.05
 * (`loglik`), and returns 1 for a series that is too short; this finds the better optimum, and refuses the latter.
 *
 * @throws {@link InsufficientDataError} unless there are 4 observations and more than two periods.
 * @throws {@link DegenerateSeriesError} when the series, or every block of it, is constant, or a trend and season
 * fit it exactly whatever lambda is.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite or not positive.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { boxCoxLambda } from 'coincast';
 *
 * // Swings in proportion to the level ask for the logarithm.
 * const growing = Array.from({ length: 96 }, (_, month) => 1.02 ** month * (5 + Math.sin((Math.PI * month) / 6)));
 * Math.round(boxCoxLambda(growing, { period: 12 }) * 100) / 100; // => 0
 * ```
 */
export function boxCoxLambda(x: SeriesInput, options: BoxCoxLambdaOptions = {}): number {
  requireKnownKeys('boxCoxLambda options', options, ['method', 'period', 'lower', 'upper']);
  const method = requireOneOf('method', options.method ?? 'guerrero', ['guerrero', 'likelihood']);
  const period =
    options.period === undefined ? undefined : requireInteger('period', options.period, { min: 2 });
  const lower = requireNumber('lower', options.lower ?? -1);
  const upper = requireNumber('upper', options.upper ?? 2);
  if (lower >= upper) {
    throw new InvalidArgumentError({
      argument: 'upper',
      value: upper,
      expected: `above lower, which is ${lower}`,
    });
  }
  const operation = period === undefined ? 'boxCoxLambda' : `boxCoxLambda with period=${period}`;
  const values = valuesOf('x', x, { minLength: Math.max(4, 2 * (period ?? 1) + 1), operation });
  requirePositive(values);
  const objective = objectives[method](values, period, operation);
  return minimizeOnInterval(objective, { lower, upper, cells: 60 }).argument;
}

const objectives = { guerrero: guerreroVariation, likelihood: boxCoxResidualVariation };

function requirePositive(values: Float64Array): void {
  const index = values.findIndex((value) => value <= 0);
  if (index === -1) return;
  throw new NonFiniteValueError({
    argument: 'x',
    index,
    value: values[index],
    expected: 'a positive number',
  });
}
