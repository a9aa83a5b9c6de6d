import type { SeriesInput } from '../../series/index.js';
import { type LevelledInterval, meanIntervalLoss, requireInterval, winklerLoss } from './intervalLoss.js';

/**
 * Winkler score, or interval score: the mean width of the intervals plus a penalty for each actual value
 * outside, in the units of the data. Smaller is better: it rewards narrow intervals that still cover.
 *
 * A value outside costs 2 / (1 − level) times its distance to the nearer end. `actual` takes a `PriceSeries`
 * (its prices are used) or bare numbers, at least one; the interval is one of a forecast's `intervals`, or any
 * `{ level, lower, upper }` with ends equally many.
 *
 * Source: Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of
 * the American Statistical Association 102(477), equation 43; R fabletools `winkler_score`.
 *
 * @throws {@link InvalidArgumentError} when the lengths differ, an interval is upside down, the level is out of
 * bounds, a key is unknown, or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { winkler } from 'coincast';
 *
 * winkler([101, 104], { level: 0.8, lower: [98, 97], upper: [102, 103] }); // => 10
 * ```
 */
export function winkler(actual: SeriesInput, interval: LevelledInterval): number {
  const level = requireInterval('winkler', interval);
  return meanIntervalLoss('winkler', actual, interval, (value, lower, upper) =>
    winklerLoss(value, lower, upper, level),
  );
}
