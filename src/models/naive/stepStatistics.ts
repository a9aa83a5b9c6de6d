/** The size of the one-step differences about a slope. */
export interface StepStatistics {
  /** The square root of the mean squared difference. */
  readonly rootMeanSquare: number;
  /** The number of differences: one less than the observations. */
  readonly count: number;
}

/** Statistics of `y[t] - y[t - 1] - slope` over at least two observations. */
export function stepStatistics(values: Float64Array, slope: number): StepStatistics {
  const count = values.length - 1;
  let sum = 0;
  for (let t = 1; t <= count; t++) {
    const step = values[t]! - values[t - 1]! - slope;
    sum += step * step;
  }
  return { rootMeanSquare: Math.sqrt(sum / count), count };
}
