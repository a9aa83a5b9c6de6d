import type { EtsRun, EtsSmoothing } from './etsRecursion.js';

/**
 * The normal equations of a form without a season and a trend, see `etsNormalEquations`, in one pass: those of alpha and
 * of the first level.
 *
 * @internal
 */
export function levelEquations(
  { codes, fitted, errors }: EtsRun,
  { alpha }: EtsSmoothing,
  matrix: Float64Array,
  slope: Float64Array,
): void {
  const { relativeErrors } = codes;
  const n = errors.length;
  const kept = 1 - alpha;
  let byAlpha = 0;
  let byLevel = 1;
  let aa = 0;
  let al = 0;
  let ll = 0;
  let ae = 0;
  let le = 0;
  let ee = 0;
  let sumA = 0;
  let sumL = 0;
  for (let t = 0; t < n; t++) {
    const e = errors[t]!;
    const inverse = relativeErrors ? 1 / fitted[t]! : 1;
    const weight = relativeErrors ? (1 + e) * inverse : 1;
    const a = weight * byAlpha;
    const l = weight * byLevel;
    aa += a * a;
    al += a * l;
    ll += l * l;
    ae += a * e;
    le += l * e;
    ee += e * e;
    sumA += byAlpha * inverse;
    sumL += byLevel * inverse;
    byAlpha = kept * byAlpha + (relativeErrors ? e * fitted[t]! : e);
    byLevel *= kept;
  }
  const meanA = relativeErrors ? sumA / n : 0;
  const meanL = relativeErrors ? sumL / n : 0;
  slope[0] = meanA * ee - ae;
  slope[1] = meanL * ee - le;
  matrix[0] = aa - 2 * meanA * ae + meanA * meanA * ee;
  matrix[2] = al - meanA * le - meanL * ae + meanA * meanL * ee;
  matrix[3] = ll - 2 * meanL * le + meanL * meanL * ee;
}
