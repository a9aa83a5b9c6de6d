import { choleskyFactor, choleskySolve } from '../../math/index.js';
import type { ArmaLikelihood, ArmaLikelihoodInput } from './ArmaLikelihood.js';
import { arDegree } from './armaOrders.js';
import { laggedProduct } from './lagFilters.js';
import { applyLags, divideByLags, divideByLagsBackward, type LagPolynomial } from './lagPolynomial.js';

/**
 * The conditional likelihood: as if the first observations, as many as the autoregression has lags, were given and
 * the innovations before the rest were zero. Its maximum minimises the conditional sum of squares. No values may be
 * missing. Cost: a multiply-add for each coefficient and observation.
 *
 * Source: Box, Jenkins, Reinsel & Ljung, Time Series Analysis, 5th ed., section 7.1.2.
 *
 * @internal
 */
export function createConditionalLikelihood({
  series,
  regressors,
  orders,
}: ArmaLikelihoodInput): ArmaLikelihood {
  const n = series.length;
  const from = arDegree(orders);
  const k = regressors.length;
  const columns = [series, ...regressors];
  const filtered = columns.map(() => new Float64Array(n));
  const deviations = new Float64Array(n);
  const work = new Float64Array(n);
  const point = {
    observed: n - from,
    sumOfSquares: 0,
    beta: new Float64Array(k),
    information: new Float64Array(k * k),
  };
  let f: LagPolynomial;
  let m: LagPolynomial;

  function evaluate(newF: LagPolynomial, newM: LagPolynomial, logDeterminant: number): number {
    f = newF;
    m = newM;
    if (!(logDeterminant < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
    columns.forEach((column, c) => {
      const out = filtered[c]!;
      applyLags(out, column, f, n);
      out.fill(0, 0, from);
      divideByLags(out, out, m, n);
    });
    deviations.set(series);
    if (k > 0 && !regress()) return Number.POSITIVE_INFINITY;
    point.sumOfSquares = laggedProduct(filtered[0]!, filtered[0]!, 0, n);
    if (!(point.sumOfSquares > 0)) return Number.POSITIVE_INFINITY;
    return (point.observed / 2) * Math.log(point.sumOfSquares / point.observed);
  }

  function regress(): boolean {
    const { beta, information } = point;
    for (let i = 1; i <= k; i++) {
      beta[i - 1] = laggedProduct(filtered[i]!, filtered[0]!, 0, n);
      for (let j = 1; j <= i; j++) {
        information[(i - 1) * k + j - 1] = laggedProduct(filtered[i]!, filtered[j]!, 0, n);
      }
    }
    if (!choleskyFactor(information, k)) return false;
    choleskySolve(information, k, beta);
    for (let i = 1; i <= k; i++) {
      for (let t = 0; t < n; t++) {
        filtered[0]![t] = filtered[0]![t]! - beta[i - 1]! * filtered[i]![t]!;
        deviations[t] = deviations[t]! - beta[i - 1]! * columns[i]![t]!;
      }
    }
    return true;
  }

  function gradient(fBar: Float64Array, mBar: Float64Array): void {
    fBar.fill(0);
    mBar.fill(0);
    const weight = point.observed / point.sumOfSquares;
    divideByLagsBackward(work, filtered[0]!, m, n);
    work.fill(0, 0, from);
    for (const i of f.lags) fBar[i] = weight * laggedProduct(work, deviations, i, n);
    for (const j of m.lags) mBar[j] = -weight * laggedProduct(work, filtered[0]!, j, n);
  }

  return { length: n, evaluate, gradient, residuals: () => filtered[0]!, determinantWeight: 0, point };
}
