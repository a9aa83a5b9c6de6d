import type { PathSource } from './PathSource.js';
import { type RiskOptions, sampledLosses } from './sampledLosses.js';

/** What {@link valueAtRisk} gives. */
export interface ValueAtRiskResult {
  /** The loss of one coin, in the units of the series; below 0 where even that outcome is a gain. */
  readonly valueAtRisk: number;
  /** The same as a fraction of the entry price. */
  readonly fraction: number;
  /** The standard error of `valueAtRisk` that comes from the number of paths. */
  readonly standardError: number;
  /** The level asked for, a fraction. */
  readonly level: number;
  /** The number of paths. */
  readonly paths: number;
  /** When the step is due: epoch ms UTC, or a position for a model of bare numbers. */
  readonly timestamp: number;
}

/**
 * Value at risk: the loss of a position that is not exceeded with the given probability at one step ahead, the sample
 * quantile (type 7) of the losses on the sample paths.
 *
 * Losses are entry minus price for a long position, the reverse for a short one, per coin. The standard error is half
 * the distance between the order statistics one binomial standard deviation, √(n p (1 - p)), to either side, which asks
 * nothing of the distribution. Source and seed as for {@link probabilityAbove}. Cost: sorting the paths.
 *
 * Source: Glasserman (2003), Monte Carlo Methods in Financial Engineering, section 9.1 and appendix A.
 *
 * @throws {@link InsufficientDataError} when fewer than 10 paths lie beyond the level, naming how many to draw.
 * @throws {@link InvalidArgumentError} when the source has no paths, an option is out of bounds or unknown, or the step
 * is beyond the horizon of a forecast.
 * @example
 * ```ts
 * import { trainArima, valueAtRisk } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 500 });
 * const model = trainArima(prices, { order: [0, 1, 0], transform: 'log' });
 * const risk = valueAtRisk(model, { entry: prices.prices[499], level: 0.99, step: 24 });
 * risk.fraction; // => 0.046
 * ```
 */
export function valueAtRisk(source: PathSource, options: RiskOptions): ValueAtRiskResult {
  const { losses, level, entry, quantile, timestamp } = sampledLosses('valueAtRisk', source, options);
  const n = losses.length;
  const spread = Math.sqrt(n * level * (1 - level));
  const at = (position: number) => losses[Math.min(Math.max(Math.round(position), 0), n - 1)]!;
  const standardError = (at(n * level - 0.5 + spread) - at(n * level - 0.5 - spread)) / 2;
  return Object.freeze({
    valueAtRisk: quantile + 0,
    fraction: quantile / entry + 0,
    standardError,
    level,
    paths: n,
    timestamp,
  });
}
