import type { EtsParametrization } from './etsParametrization.js';
import type { EtsFit, EtsRun } from './etsRecursion.js';

/** The share of beta in alpha below which a slope hardly moves, and that of one that moves slowly. */
const still = 0.003;
const slow = 0.006;

/**
 * A start on the other side of a likelihood with two modes, as it often has one where the slope stays as it is from the
 * first value on, and one where it moves slowly: the point with its slope set moving, or else held at its mean.
 *
 * @internal
 */
export function otherSlope(
  x: Float64Array,
  run: EtsRun,
  evaluate: (x: Float64Array) => EtsFit | undefined,
  { smoothings }: EtsParametrization,
): Float64Array {
  const other = Float64Array.from(x);
  if (x[1]! < still) {
    other[1] = slow;
    return other;
  }
  evaluate(x);
  const n = run.values.length;
  const first = x[smoothings]!;
  const last = run.levels[n]!;
  other[1] = 0;
  other[smoothings + 1] = run.codes.trend === 2 ? (last / first) ** (1 / n) : (last - first) / n;
  return other;
}
