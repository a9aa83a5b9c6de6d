import { sampleQuantile } from '../math/index.js';
import type { PredictionInterval } from './model.js';

/**
 * Central intervals between the sample quantiles (type 7) of paths, step by step.
 *
 * @internal
 */
export function pathIntervals(
  paths: readonly Float64Array[],
  levels: readonly number[],
): readonly PredictionInterval[] {
  const horizon = paths[0]!.length;
  const sorted = Array.from({ length: horizon }, (_, h) =>
    Float64Array.from(paths, (path) => path[h]!).sort(),
  );
  const quantile = (probability: number) =>
    Float64Array.from(sorted, (values) => sampleQuantile(values, probability));
  return Object.freeze(
    levels.map((level) =>
      Object.freeze({ level, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2) }),
    ),
  );
}
