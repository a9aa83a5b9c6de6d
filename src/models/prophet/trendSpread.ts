import type { ProphetState } from './prophetState.js';

/** How the trend may change after the history. */
export interface TrendSpread {
  /** The expected number of changes in a unit of scaled time: that of the changepoints of the history. */
  readonly rate: number;
  /** The scale of the Laplace distribution of the changes: the mean size of those of the history. */
  readonly scale: number;
}

/**
 * Prophet's rule for the future of the trend: changes come as they came in the history.
 *
 * @internal
 */
export function trendSpread({ delta, growth }: Pick<ProphetState, 'delta' | 'growth'>): TrendSpread {
  if (growth === 'flat' || delta.length === 0) return { rate: 0, scale: 0 };
  const mean = delta.reduce((sum, change) => sum + Math.abs(change), 0) / delta.length;
  return { rate: delta.length, scale: mean + 1e-8 };
}
