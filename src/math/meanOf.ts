/** The mean, each value being divided before it is added, so that the sum of large ones does not overflow. @internal */
export function meanOf(values: Float64Array): number {
  let mean = 0;
  for (let t = 0; t < values.length; t++) mean += values[t]! / values.length;
  return mean;
}
