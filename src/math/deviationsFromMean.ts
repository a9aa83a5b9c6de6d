/**
 * The values minus their mean, as a new array.
 *
 * The mean is refined by a second pass over the deviations, so that the deviations sum to zero up to their
 * own rounding even when the mean is large beside them. An empty array gives an empty one.
 *
 * @internal
 */
export function deviationsFromMean(values: Float64Array): Float64Array {
  const deviations = new Float64Array(values.length);
  const mean = sum(values) / values.length;
  for (let i = 0; i < values.length; i++) deviations[i] = values[i]! - mean;
  const correction = sum(deviations) / values.length;
  for (let i = 0; i < values.length; i++) deviations[i] = values[i]! - (mean + correction);
  return deviations;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
