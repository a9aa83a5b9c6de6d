import { requireFiniteArray, requireKnownKeys } from '../errors/index.js';
import { differenced } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { type DifferenceOptions, resolveDifferenceOrders } from './differenceOrders.js';

/** What {@link difference} gives: the differences, and what `undifference` needs to undo them. Frozen. */
export interface DifferenceResult {
  /** The differences in order of time, `order + seasonalOrder * period` fewer than the values. */
  readonly values: Float64Array;
  /** How often neighbours were subtracted. */
  readonly order: number;
  /** How often values one period apart were subtracted. */
  readonly seasonalOrder: number;
  /** Observations a season; `undefined` when none was given. */
  readonly period: number | undefined;
  /** The first `order + seasonalOrder * period` values of the series: those before the first difference. */
  readonly initial: Float64Array;
  /** The last `order + seasonalOrder * period` values of the series: those before the next difference. */
  readonly last: Float64Array;
}

/**
 * The differences of a series, (1 - B)^order (1 - B^period)^seasonalOrder x, where B shifts back by one
 * observation: what is left once a wandering level or a season that repeats is taken away.
 *
 * Seasonal differences are taken first, each by one subtraction of doubles. {@link undifference} undoes them.
 * A constant gives zeros; order 0 gives a copy. Differences of a `PriceSeries` with gaps are those of neighbours
 * by position. Cost: n (order + seasonalOrder). Matches R 4.2 `diff(diff(x, period, seasonalOrder), 1, order)`
 * bit for bit.
 *
 * @throws {@link InsufficientDataError} when no difference can be taken, naming the least length.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite, or a difference overflows.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or `seasonalOrder` has no
 * `period`.
 * @example
 * ```ts
 * import { difference, undifference } from 'coincast';
 *
 * const differences = difference([1, 4, 9, 16], { order: 2 });
 * differences.values; // => Float64Array.of(2, 2)
 * undifference(differences); // => Float64Array.of(1, 4, 9, 16)
 * undifference([2, 2], differences); // => Float64Array.of(25, 36)
 * ```
 */
export function difference(x: SeriesInput, options: DifferenceOptions = {}): DifferenceResult {
  requireKnownKeys('difference options', options, ['order', 'seasonalOrder', 'period']);
  const { order, seasonalOrder, period, lost, description } = resolveDifferenceOrders(options);
  const values = valuesOf('x', x, { minLength: lost + 1, operation: `difference with ${description}` });
  const differences = differenced(differenced(values, seasonalOrder, period), order);
  requireFiniteArray('differences', differences);
  return Object.freeze({
    // A copy of its own size: the kernel's arrays keep the values before the first difference in their buffer.
    values: differences.slice(),
    order,
    seasonalOrder,
    period,
    initial: values.slice(0, lost),
    last: values.slice(values.length - lost),
  });
}
