import { requireInteger, requireOneOf } from '../errors/index.js';
import { adfLags } from './adfLags.js';
import { leastBreakLength } from './breakRegression.js';

/**
 * How many lagged differences the series gets, once for all breaks, from the regression around a trend without
 * a break. `schwert` is 12 (n / 100)^¼ rounded up, `aic` and `bic` take the number from 0 to `maxLags` with the
 * least information criterion, and `t-stat` the largest one whose last lag has a t ratio of at least 1.645 in
 * size (the paper has 1.60), all compared on the same observations. A short series gets the most lags that leave a degree of freedom.
 */
export type ZivotAndrewsLagRule = 'schwert' | 'aic' | 'bic' | 't-stat';

/** How many lagged differences to take, with the most a data-dependent rule tries. */
export interface ZivotAndrewsLagChoice {
  readonly lags: number | ZivotAndrewsLagRule;
  readonly maxLags: number | undefined;
}

/** Refuses anything but a rule or a whole number of lags. */
export function requireZivotAndrewsLags(lags: unknown): number | ZivotAndrewsLagRule {
  if (typeof lags === 'string') return requireOneOf('lags', lags, ['schwert', 'aic', 'bic', 't-stat']);
  return requireInteger('lags', lags, { min: 0 });
}

/** The number of lagged differences for these levels, with `dummies` to leave degrees of freedom for. */
export function zivotAndrewsLags(
  operation: string,
  levels: Float64Array,
  dummies: number,
  { lags, maxLags }: ZivotAndrewsLagChoice,
): number {
  if (typeof lags === 'number') return lags;
  const schwert = adfLags(operation, levels, 'trend', { lags: 'schwert', maxLags: undefined });
  const affordable = Math.floor((levels.length - leastBreakLength(dummies, 0)) / 2);
  const most = maxLags ?? Math.min(schwert, affordable);
  if (lags === 'schwert') return most;
  return adfLags(operation, levels, 'trend', { lags, maxLags: most });
}
