import { autocovarianceSum } from './autocovarianceSum.js';

/**
 * The long-run variance of residuals: their variance plus twice their autocovariances up to `lags`, with
 * Bartlett weights 1 - j / (lags + 1) and divisor n. It is never negative.
 *
 * Cost: n * lags. Source: Newey and West, "A simple, positive semi-definite, heteroskedasticity and
 * autocorrelation consistent covariance matrix", Econometrica 55 (1987).
 */
export function longRunVariance(residuals: Float64Array, lags: number): number {
  let total = autocovarianceSum(residuals, 0);
  for (let lag = 1; lag <= lags; lag++) {
    total += 2 * (1 - lag / (lags + 1)) * autocovarianceSum(residuals, lag);
  }
  return total / residuals.length;
}
