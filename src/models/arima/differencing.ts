import { differenced as differences, integrated as integral } from '../../math/index.js';

/** How often a series is differenced: (1 - B)^d (1 - B^s)^D. */
export interface Differencing {
  readonly d: number;
  /** D. */
  readonly seasonalD: number;
  /** s; of no consequence with D = 0. */
  readonly period: number;
}

/** The differences of a series, shorter than it by d + D s; a new array. @internal */
export function differenced(values: Float64Array, { d, seasonalD, period }: Differencing): Float64Array {
  return differences(differences(values, seasonalD, period), d);
}

/** One entry of the differences, that which belongs to `values[t]`; t is at least d + D s. @internal */
export function differenceAt(values: Float64Array, t: number, differencing: Differencing): number {
  const { d } = differencing;
  if (d === 0) return seasonalDifferenceAt(values, t, differencing);
  const last =
    seasonalDifferenceAt(values, t, differencing) - seasonalDifferenceAt(values, t - 1, differencing);
  if (d === 1) return last;
  return (
    last -
    (seasonalDifferenceAt(values, t - 1, differencing) - seasonalDifferenceAt(values, t - 2, differencing))
  );
}

function seasonalDifferenceAt(values: Float64Array, t: number, { seasonalD, period }: Differencing): number {
  const value = values[t]!;
  if (seasonalD === 0) return value;
  const seasonAgo = values[t - period]!;
  if (seasonalD === 1) return value - seasonAgo;
  return value - seasonAgo - (seasonAgo - values[t - 2 * period]!);
}

/**
 * The values whose differences are `x`, as many, continuing after the last d + D s values of `history`;
 * `x` itself without differences.
 *
 * @internal
 */
export function integrated(
  x: Float64Array,
  history: Float64Array,
  { d, seasonalD, period }: Differencing,
): Float64Array {
  const seasons = seasonalD * period;
  const recent = history.subarray(history.length - d - seasons);
  const plain = d === 0 ? x : integral(x, differences(recent, seasonalD, period), d);
  return seasonalD === 0 ? plain : integral(plain, recent, seasonalD, period);
}

/** The same after a past of zeros: the response to what comes. @internal */
export function integratedFromZero(x: Float64Array, differencing: Differencing): Float64Array {
  const { d, seasonalD, period } = differencing;
  return integrated(x, new Float64Array(d + seasonalD * period), differencing);
}
