/** The sum over t of `deviations[t] * deviations[t + lag]`: n times the lag's autocovariance. */
export function autocovarianceSum(deviations: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < deviations.length; t++) sum += deviations[t]! * deviations[t - lag]!;
  return sum;
}
