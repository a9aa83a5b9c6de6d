/** The size of the differences over some steps, about a slope. */
export interface StepStatistics {
  /** The square root of the mean squared difference. */
  readonly rootMeanSquare: number;
  /** The number of differences. */
  readonly count: number;
}

/** Statistics of `y[t] - y[t - lag] - slope` over more than `lag` observations. */
export function stepStatistics(values: Float64Array, slope: number, lag = 1): StepStatistics {
  const count = values.length - lag;
  let sum = 0;
  for (let t = lag; t < values.length; t++) {
    const step = values[t]! - values[t - lag]! - slope;
    sum += step * step;
  }
  return { rootMeanSquare: Math.sqrt(sum / count), count };
}
