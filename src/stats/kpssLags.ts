import { requireInteger, requireOneOf } from '../errors/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';

/**
 * How many autocovariances the long-run variance takes: `short` is 4 (n / 100)^¼ and `long` 12 (n / 100)^¼, both
 * truncated (Schwert 1989, as in R tseries); `auto` depends on the data (Hobijn, Franses and Ooms 2004, as in
 * statsmodels).
 */
export type KpssLagRule = 'short' | 'long' | 'auto';

/** Refuses anything but a rule or a whole number of lags. */
export function requireKpssLags(lags: unknown): number | KpssLagRule {
  if (typeof lags === 'string') return requireOneOf('lags', lags, ['short', 'long', 'auto']);
  return requireInteger('lags', lags, { min: 0 });
}

/** The number of lags a rule gives for these residuals, less than their number. */
export function kpssLags(residuals: Float64Array, lags: number | KpssLagRule): number {
  if (typeof lags === 'number') return lags;
  const n = residuals.length;
  const wanted =
    lags === 'auto'
      ? automaticBandwidth(residuals)
      : Math.trunc((lags === 'short' ? 4 : 12) * (n / 100) ** 0.25);
  return Math.min(wanted, n - 1);
}

/** The bandwidth for the Bartlett kernel from a pilot of the first n^(2/9) autocovariances. */
function automaticBandwidth(residuals: Float64Array): number {
  const n = residuals.length;
  let level = autocovarianceSum(residuals, 0) / 2;
  let slope = 0;
  for (let lag = 1; lag <= Math.trunc(n ** (2 / 9)); lag++) {
    const sum = autocovarianceSum(residuals, lag);
    level += sum;
    slope += lag * sum;
  }
  const ratio = slope === 0 ? 0 : slope / level;
  return Math.trunc(1.1447 * (ratio * ratio) ** (1 / 3) * n ** (1 / 3));
}
