import { incompleteBeta } from './incompleteBeta.js';

/**
 * The probability that an F variable with `numeratorDf` and `denominatorDf` degrees of freedom (both
 * positive) exceeds `x` (at least 0).
 *
 * It is computed as an upper tail, not as one minus the rest: small p-values keep their relative accuracy,
 * 1e-12 or better with up to 10⁴ degrees of freedom. R: `pf(x, df1, df2, lower.tail = FALSE)`.
 *
 * @internal
 */
export function fUpperTail(x: number, numeratorDf: number, denominatorDf: number): number {
  const ratio = (numeratorDf / denominatorDf) * x;
  return incompleteBeta(1 / (1 + ratio), ratio / (1 + ratio), denominatorDf / 2, numeratorDf / 2);
}
