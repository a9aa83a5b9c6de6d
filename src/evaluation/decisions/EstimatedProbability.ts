/** A probability estimated from sample paths. */
export interface EstimatedProbability {
  /** The share of paths, 0 to 1. */
  readonly probability: number;
  /**
   * The standard error that comes from the number of paths, that of Agresti & Coull (1998): √(p (1 - p) / (n + 4)) with
   * two successes and two failures added, so that it is not 0 where no path, or every one, is counted. The error of the
   * model itself is not in it.
   */
  readonly standardError: number;
  /** The number of paths. */
  readonly paths: number;
  /** When the last step looked at is due: epoch ms UTC, or a position for a model of bare numbers. */
  readonly timestamp: number;
}

/** @internal */
export function estimatedProbability(count: number, paths: number, timestamp: number): EstimatedProbability {
  const n = paths + 4;
  const p = (count + 2) / n;
  const standardError = Math.sqrt((p * (1 - p)) / n);
  return Object.freeze({ probability: count / paths, standardError, paths, timestamp });
}
