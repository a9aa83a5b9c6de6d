import { differenced, integrated } from '../../math/index.js';
import type { GaussianPath } from '../gaussianForecast.js';
import type { ArimaState } from './arimaState.js';
import { armaPolynomials } from './armaPolynomials.js';
import { psiWeights } from './psiWeights.js';

/**
 * The predictive distribution of an ARIMA model for `horizon` steps: the mean by the model's own recursion with
 * innovations at zero, the variance sigma² times the sums of squared psi weights, plus the part that comes from
 * not knowing the last innovations exactly. The uncertainty of the coefficients is not included, as is usual.
 *
 * Source: Box, Jenkins, Reinsel & Ljung, Time Series Analysis, 5th ed., section 5.2.
 *
 * @internal
 */
export function forecastPath(state: ArimaState, horizon: number): GaussianPath {
  const d = state.order[1];
  const levels = Float64Array.from(state.levels);
  const constant = state.constant ?? 0;
  const deviations = differenced(levels, d).map((value) => value - constant);
  const ahead = continueRecursion(state, deviations, state.innovations, horizon);
  const mean = integrated(
    ahead.map((value) => value + constant),
    levels,
    d,
  );
  const { f, m } = armaPolynomials(state.ar, state.ma);
  const variance = psiWeights(f, m, d, horizon).map((psi) => psi * psi);
  for (let h = 1; h < horizon; h++) variance[h] = variance[h]! + variance[h - 1]!;
  addInnovationUncertainty(variance, state);
  return { mean, standardDeviation: variance.map((value) => Math.sqrt(state.sigma2 * value)) };
}

/** The expected deviations after `past`, whose last p are read, and `innovations`, the latest first. */
function continueRecursion(
  { ar, ma }: ArimaState,
  past: Float64Array,
  innovations: readonly number[],
  horizon: number,
): Float64Array {
  const ahead = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    let sum = 0;
    for (let i = 1; i <= ar.length; i++) {
      sum += ar[i - 1]! * (i <= h ? ahead[h - i]! : past[past.length + h - i]!);
    }
    for (let j = h + 1; j <= ma.length; j++) sum += ma[j - 1]! * innovations[j - h - 1]!;
    ahead[h] = sum;
  }
  return ahead;
}

function addInnovationUncertainty(variance: Float64Array, state: ArimaState): void {
  const { order, innovationCovariance: covariance, innovations } = state;
  if (covariance === undefined) return;
  const [p, d] = order;
  const q = innovations.length;
  const responses = innovations.map((_, index) => {
    const unit = innovations.map((_, j) => (j === index ? 1 : 0));
    const response = continueRecursion(state, new Float64Array(p), unit, variance.length);
    return integrated(response, new Float64Array(d + 1), d);
  });
  for (let h = 0; h < variance.length; h++) {
    for (let i = 0; i < q; i++) {
      for (let j = 0; j < q; j++) {
        variance[h] = variance[h]! + responses[i]![h]! * covariance[i * q + j]! * responses[j]![h]!;
      }
    }
  }
}
