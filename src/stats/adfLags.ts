import { requireInteger, requireOneOf } from '../errors/index.js';
import type { AdfRegression } from './dickeyFullerPValue.js';
import { deterministicTerms, dickeyFullerRegression } from './dickeyFullerRegression.js';

/**
 * How the number of lagged differences follows from the series: `cube-root` is (n - 1)^⅓ truncated (as in R
 * tseries), `schwert` is 12 (n / 100)^¼ rounded up (Schwert 1989, as in statsmodels); `aic` and `bic` take the
 * number from 0 to `maxLags` with the least information criterion, `t-stat` the largest one whose last lag has a
 * t ratio of at least 1.645 in size (two-sided at 10%), all compared on the same observations. A short series gets
 * the most lags that leave a degree of freedom.
 */
export type AdfLagRule = 'cube-root' | 'schwert' | 'aic' | 'bic' | 't-stat';

/** How many lagged differences to take, with the most a data-dependent rule tries. */
export interface LagChoice {
  readonly lags: number | AdfLagRule;
  readonly maxLags: number | undefined;
}

/** Two-sided at 10%. */
const significantRatio = 1.6448536269514722;

/** Refuses anything but a rule or a whole number of lags. */
export function requireAdfLags(lags: unknown): number | AdfLagRule {
  if (typeof lags === 'string') {
    return requireOneOf('lags', lags, ['cube-root', 'schwert', 'aic', 'bic', 't-stat']);
  }
  return requireInteger('lags', lags, { min: 0 });
}

/** The least length of a series that leaves the regression a degree of freedom. */
export function leastAdfLength(regression: AdfRegression, lags: number): number {
  return 2 * lags + deterministicTerms[regression] + 3;
}

/** The number of lagged differences for these levels: the number given, or what the rule makes of them. */
export function adfLags(
  operation: string,
  levels: Float64Array,
  regression: AdfRegression,
  { lags, maxLags }: LagChoice,
): number {
  if (typeof lags === 'number') return lags;
  const n = levels.length;
  const affordable = Math.floor((n - leastAdfLength(regression, 0)) / 2);
  if (lags === 'cube-root') return Math.min(truncatedCubeRoot(n - 1), affordable);
  const schwert = Math.min(Math.ceil(12 * (n / 100) ** 0.25), affordable, statsmodelsBound(regression, n));
  return lags === 'schwert' ? schwert : lagsByData(lags, operation, levels, regression, maxLags ?? schwert);
}

/** One factorisation of the largest regression gives the residual sums of all smaller ones. */
function lagsByData(
  rule: 'aic' | 'bic' | 't-stat',
  operation: string,
  levels: Float64Array,
  regression: AdfRegression,
  maxLags: number,
): number {
  const { nestedResidualSums } = dickeyFullerRegression(operation, levels, regression, maxLags, maxLags);
  const rows = levels.length - 1 - maxLags;
  const fewest = deterministicTerms[regression] + 1;
  const residualSums = nestedResidualSums.subarray(fewest);
  return rule === 't-stat'
    ? lastSignificantLag(residualSums, rows - fewest)
    : leastCriterion(residualSums, rows, rule === 'aic' ? 2 : Math.log(rows));
}

/** The number of lags with the least criterion; `residualSums` are by their number. */
function leastCriterion(residualSums: Float64Array, rows: number, penalty: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let lags = 0; lags < residualSums.length; lags++) {
    const value = rows * Math.log(residualSums[lags]!) + penalty * lags;
    if (value < least) {
      least = value;
      best = lags;
    }
  }
  return best;
}

/** The most lags whose last one is significant, with `freedom` degrees left by the regression without lags. */
function lastSignificantLag(residualSums: Float64Array, freedom: number): number {
  for (let lags = residualSums.length - 1; lags > 0; lags--) {
    const explained = residualSums[lags - 1]! - residualSums[lags]!;
    if (explained * (freedom - lags) >= significantRatio ** 2 * residualSums[lags]!) return lags;
  }
  return 0;
}

function statsmodelsBound(regression: AdfRegression, n: number): number {
  return Math.max(0, Math.floor(n / 2) - deterministicTerms[regression] - 1);
}

/**
 * What R gives for trunc(count^(1/3)): the double nearest to 1/3 is a little less, so from 4³ on a cube's root
 * comes out just below the whole number. `**` of other languages rounds some of them up again.
 */
function truncatedCubeRoot(count: number): number {
  const nearest = Math.round(Math.cbrt(count));
  const cube = nearest ** 3;
  return cube > count || (cube === count && nearest > 3) ? nearest - 1 : nearest;
}
