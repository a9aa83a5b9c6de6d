import { acf } from '../../stats/index.js';

/** The two-sided 10% point of the normal distribution. */
const critical = 1.6448536269514722;

/**
 * Whether a series has a season, by the test of the M4 competition: the autocorrelation at the lag of the period is
 * beyond the 90% bounds of Bartlett for white noise up to that lag. Needs more than two periods; false otherwise.
 *
 * @internal
 */
export function hasSeason(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n <= 2 * period) return false;
  const { values: correlations } = acf(values, { maxLag: period });
  let sum = 0;
  for (let lag = 1; lag < period; lag++) sum += correlations[lag]! ** 2;
  return Math.abs(correlations[period]!) > critical * Math.sqrt((1 + 2 * sum) / n);
}
