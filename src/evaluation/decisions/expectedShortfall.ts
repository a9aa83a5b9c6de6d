import type { PathSource } from './PathSource.js';
import { type RiskOptions, sampledLosses } from './sampledLosses.js';

/** What {@link expectedShortfall} gives. */
export interface ExpectedShortfallResult {
  /** The mean loss of one coin beyond the value at risk, in the units of the series; below 0 where it is a gain. */
  readonly expectedShortfall: number;
  /** The same as a fraction of the entry price. */
  readonly fraction: number;
  /** The standard error of `expectedShortfall` that comes from the number of paths. */
  readonly standardError: number;
  /** See {@link valueAtRisk}, of the same level; never above the expected shortfall. */
  readonly valueAtRisk: number;
  /** The level asked for, a fraction. */
  readonly level: number;
  /** The number of paths. */
  readonly paths: number;
  /** When the step is due: epoch ms UTC, or a position for a model of bare numbers. */
  readonly timestamp: number;
}

/**
 * Expected shortfall, also conditional value at risk: how much a position loses on average in the worst 1 - level of the
 * outcomes at one step ahead.
 *
 * With v the value at risk and L the losses on the n sample paths it is v + mean(max(L - v, 0)) / (1 - level), which
 * counts the worst outcomes in just that share also where the quantile lies between two paths. The standard error is the
 * standard deviation of max(L - v, 0) over (1 - level) √n. Source, seed and losses as for {@link valueAtRisk}.
 *
 * Source: Rockafellar & Uryasev (2000), Optimization of conditional value-at-risk, Journal of Risk 2(3), equation 9.
 *
 * @throws {@link InsufficientDataError} when fewer than 10 paths lie beyond the level, naming how many to draw.
 * @throws {@link InvalidArgumentError} when the source has no paths, an option is out of bounds or unknown, or the step
 * is beyond the horizon of a forecast.
 * @example
 * ```ts
 * import { expectedShortfall, trainArima } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 500 });
 * const model = trainArima(prices, { order: [0, 1, 0], transform: 'log' });
 * const forecast = model.forecast({ horizon: 24, method: 'bootstrap', paths: 5000, seed: 1 });
 * const risk = expectedShortfall(forecast, { entry: prices.prices[499], level: 0.99, step: 24 });
 * risk.expectedShortfall > risk.valueAtRisk; // => true
 * risk.fraction; // => 0.0518
 * ```
 */
export function expectedShortfall(source: PathSource, options: RiskOptions): ExpectedShortfallResult {
  const { losses, level, entry, quantile, timestamp } = sampledLosses('expectedShortfall', source, options);
  const n = losses.length;
  const tail = 1 - level;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.max(losses[i]! - quantile, 0);
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (Math.max(losses[i]! - quantile, 0) - mean) ** 2;
  const shortfall = quantile + mean / tail;
  return Object.freeze({
    expectedShortfall: shortfall + 0,
    fraction: shortfall / entry + 0,
    standardError: Math.sqrt(squares / (n - 1) / n) / tail,
    valueAtRisk: quantile + 0,
    level,
    paths: n,
    timestamp,
  });
}
