import type { ArimaProcess } from './arimaProcess.js';
import { integratedFromZero } from './differencing.js';

/**
 * The first `count` weights psi of an ARIMA process on its innovations, eta[t] = a[t] + psi[1] a[t-1] + ...: the
 * expansion of m(B) / (f(B) (1 - B)^d (1 - B^s)^D), beginning with psi[0] = 1. The variance of an h-step forecast is
 * sigma2 times the sum of the first h squares. Costs a multiplication a weight and coefficient.
 *
 * @internal
 */
export function psiWeights({ arTerms, maTerms, differencing }: ArimaProcess, count: number): Float64Array {
  const psi = new Float64Array(count);
  psi[0] = 1;
  for (let i = 0; i < maTerms.lags.length && maTerms.lags[i]! < count; i++) {
    psi[maTerms.lags[i]!] = maTerms.coefficients[i]!;
  }
  const { lags, coefficients } = arTerms;
  for (let t = 1; t < count; t++) {
    let value = psi[t]!;
    for (let i = 0; i < lags.length && lags[i]! <= t; i++) value -= coefficients[i]! * psi[t - lags[i]!]!;
    psi[t] = value;
  }
  return integratedFromZero(psi, differencing);
}
