import { InsufficientDataError, requireNumber, requireOneOf } from '../../errors/index.js';
import { sampleQuantile } from '../../math/index.js';
import type { DecisionOptions, PathSource } from './PathSource.js';
import { samplePathsOf } from './samplePathsOf.js';

/** Options of {@link valueAtRisk} and {@link expectedShortfall}. */
export interface RiskOptions extends DecisionOptions {
  /** The price the position was or is entered at, in the units of the series, positive: what losses are counted from. */
  readonly entry: number;
  /** The probability that is not to be exceeded, strictly between 0 and 1. Default 0.95. */
  readonly level?: number | undefined;
  /** `long` loses when the price falls, `short` when it rises. Default `long`. */
  readonly position?: 'long' | 'short' | undefined;
}

/** The losses of a position on every path, and their quantile. */
export interface SampledLosses {
  /** Ascending. */
  readonly losses: Float64Array;
  readonly level: number;
  readonly entry: number;
  /** The quantile (type 7) of the level. */
  readonly quantile: number;
  readonly timestamp: number;
}

/** In the tail there are at least so many paths. */
const leastInTail = 10;

/** @throws {@link InsufficientDataError} when there are too few paths beyond the level. @internal */
export function sampledLosses(operation: string, source: PathSource, options: RiskOptions): SampledLosses {
  const ownKeys = ['entry', 'level', 'position'];
  const { paths, step, timestamp } = samplePathsOf(operation, source, options, ownKeys);
  const entry = requireNumber('entry', options.entry, { above: 0 });
  const level = requireNumber('level', options.level ?? 0.95, { above: 0, below: 1 });
  const isLong = requireOneOf('position', options.position ?? 'long', ['long', 'short']) === 'long';
  const needed = Math.ceil(leastInTail / (1 - level) - 1e-6);
  if (paths.length < needed) {
    throw new InsufficientDataError({
      operation: `${operation} at level ${level}`,
      needed,
      got: paths.length,
      hint: `Draw at least ${needed} paths, so that ${leastInTail} lie beyond, or ask for a lower level.`,
    });
  }
  const losses = Float64Array.from(paths, (path) =>
    isLong ? entry - path[step - 1]! : path[step - 1]! - entry,
  ).sort();
  return { losses, level, entry, quantile: sampleQuantile(losses, level), timestamp };
}
