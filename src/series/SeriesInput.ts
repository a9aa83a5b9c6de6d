import { InvalidArgumentError, type NumberArray, requireFiniteArray } from '../errors/index.js';
import type { PriceSeries } from './PriceSeries.js';

/** What statistics and trainers take: a `PriceSeries` (its prices are used) or bare numbers in order of time. */
export type SeriesInput = PriceSeries | NumberArray;

/**
 * Whether the input carries timestamps, rather than being bare numbers.
 *
 * @example
 * ```ts
 * import { isPriceSeries } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * isPriceSeries(simulateMarket({ length: 48 })); // => true
 * isPriceSeries([100, 101, 102]); // => false
 * ```
 */
export function isPriceSeries(input: unknown): input is PriceSeries {
  return (
    typeof input === 'object' &&
    input !== null &&
    (input as Partial<PriceSeries>).prices instanceof Float64Array &&
    (input as Partial<PriceSeries>).timestamps instanceof Float64Array
  );
}

/**
 * The numbers of a series, checked to be finite and at least `minLength` many. A `Float64Array` is returned
 * as it is, not copied: callers must not write to it.
 *
 * @internal
 */
export function valuesOf(
  argument: string,
  input: SeriesInput,
  requirements: { minLength?: number; operation?: string } = {},
): Float64Array {
  const values = isPriceSeries(input) ? input.prices : input;
  if (!(Array.isArray(values) || values instanceof Float64Array)) {
    throw new InvalidArgumentError({
      argument,
      value: input,
      expected: 'a PriceSeries, an array of numbers, or a Float64Array',
    });
  }
  requireFiniteArray(isPriceSeries(input) ? `${argument}.prices` : argument, values, {
    operation: argument,
    ...requirements,
  });
  return values instanceof Float64Array ? values : Float64Array.from(values);
}
