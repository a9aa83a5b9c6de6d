import { requireInteger, requireOneOf } from '../errors/index.js';
import type { AdfRegression } from './dickeyFullerPValue.js';
import { deterministicTerms, dickeyFullerRegression } from './dickeyFullerRegression.js';

/**
 * How the number of lagged differences follows from the series: `cube-root` is (n - 1)^⅓ truncated (as in R
 * tseries), `schwert` is 12 (n / 100)^¼ rounded up (Schwert 1989, as in statsmodels); `aic` and `bic` take the
 * number from 0 to `maxLags` with the least information criterion, all compared on the same observations. A
 * short series gets the most lags that leave a degree of freedom.
 */
export type AdfLagRule = 'cube-root' | 'schwert' | 'aic' | 'bic';

/** Refuses anything but a rule or a whole number of lags. */
export function requireAdfLags(lags: unknown): number | AdfLagRule {
  if (typeof lags === 'string') return requireOneOf('lags', lags, ['cube-root', 'schwert', 'aic', 'bic']);
  return requireInteger('lags', lags, { min: 0 });
}

/** The least length of a series that leaves the regression a degree of freedom. */
export function leastAdfLength(regression: AdfRegression, lags: number): number {
  return 2 * lags + deterministicTerms[regression] + 3;
}

/** The number of lagged differences of a rule that does not look at the values. */
export function lagsByLength(rule: 'cube-root' | 'schwert', regression: AdfRegression, n: number): number {
  const wanted = rule === 'cube-root' ? Math.trunc((n - 1) ** (1 / 3)) : Math.ceil(12 * (n / 100) ** 0.25);
  const terms = deterministicTerms[regression];
  const most = Math.min(Math.floor((n - leastAdfLength(regression, 0)) / 2), Math.floor(n / 2) - terms - 1);
  return Math.max(0, Math.min(wanted, most));
}

/**
 * The number of lagged differences with the least information criterion. One factorisation of the largest
 * regression gives the residual sums of all smaller ones.
 */
export function lagsByCriterion(
  criterion: 'aic' | 'bic',
  operation: string,
  levels: Float64Array,
  regression: AdfRegression,
  maxLags: number,
): number {
  const { nestedResidualSums } = dickeyFullerRegression(operation, levels, regression, maxLags, maxLags);
  const rows = levels.length - 1 - maxLags;
  const penalty = criterion === 'aic' ? 2 : Math.log(rows);
  const fewest = deterministicTerms[regression] + 1;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let lags = 0; lags <= maxLags; lags++) {
    const value = rows * Math.log(nestedResidualSums[fewest + lags]!) + penalty * lags;
    if (value < least) {
      least = value;
      best = lags;
    }
  }
  return best;
}
