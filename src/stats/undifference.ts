import {
  InvalidArgumentError,
  type NumberArray,
  requireFiniteArray,
  requireKnownKeys,
} from '../errors/index.js';
import { differenced, integrated } from '../math/index.js';
import type { DifferenceResult } from './difference.js';
import { type DifferenceOptions, resolveDifferenceOrders } from './differenceOrders.js';

/** Options of {@link undifference}; the result of `difference` will do. */
export interface UndifferenceOptions extends DifferenceOptions {
  /**
   * The values before the first of the differences, in order of time: `order + seasonalOrder * period` of them;
   * of more, the last count.
   */
  readonly last: NumberArray;
}

const optionKeys = ['order', 'seasonalOrder', 'period', 'last'];
const resultKeys = [...optionKeys, 'values', 'initial'];

/**
 * The series whose differences these are: the inverse of {@link difference}.
 *
 * With the result of `difference` alone it gives the whole series back. With differences and options it gives the
 * values that follow `last`, one a difference, so `undifference(futureDifferences, result)` continues the series
 * `result` was made of. Where differences are exact, as between prices that stay within a factor of two of each
 * other, the series comes back bit for bit. Else the rounding of each difference is carried on to all later
 * values: over n observations the error grows as n to the power `order + seasonalOrder` - ½, to about 100
 * roundings of the largest value at order 1 and 10⁶ at order 2 for n = 100,000. Compensated sums would not help,
 * since exact ones lose as much. Cost: n (order + seasonalOrder). Matches R 4.2 `diffinv`.
 *
 * @throws {@link InsufficientDataError} when `last` holds too few values, naming how many are needed.
 * @throws {@link NonFiniteValueError} when a number is NaN or infinite, or a value overflows.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { undifference } from 'coincast';
 *
 * undifference([1, 1, -2], { last: [100] }); // => Float64Array.of(101, 102, 100)
 * undifference([1, 1, 1], { period: 2, last: [10, 20] }); // => Float64Array.of(11, 21, 12)
 * ```
 */
export function undifference(differences: DifferenceResult): Float64Array;
export function undifference(differences: NumberArray, options: UndifferenceOptions): Float64Array;
export function undifference(
  differences: DifferenceResult | NumberArray,
  options?: UndifferenceOptions,
): Float64Array {
  if (options !== undefined) return continued(differences as NumberArray, options);
  if (Array.isArray(differences) || differences instanceof Float64Array) {
    throw new InvalidArgumentError({
      argument: 'undifference options',
      value: options,
      expected: 'an object with the last values before the differences',
    });
  }
  requireKnownKeys('differences', differences, resultKeys);
  const { values, initial, ...rest } = differences as DifferenceResult;
  const following = continued(values, { ...rest, last: initial });
  const series = new Float64Array(initial.length + following.length);
  series.set(initial);
  series.set(following, initial.length);
  return series;
}

function continued(differences: NumberArray, options: UndifferenceOptions): Float64Array {
  requireKnownKeys('undifference options', options, resultKeys);
  const { order, seasonalOrder, period, lost, description } = resolveDifferenceOrders(options);
  requireFiniteArray('differences', differences);
  requireFiniteArray('last', options.last, {
    minLength: lost,
    operation: `undifference with ${description}`,
  });
  const last = Float64Array.from(options.last).subarray(options.last.length - lost);
  const seasonalDifferences = integrated(
    Float64Array.from(differences),
    differenced(last, seasonalOrder, period),
    order,
  );
  const values = integrated(seasonalDifferences, last, seasonalOrder, period);
  requireFiniteArray('values', values);
  return values;
}
