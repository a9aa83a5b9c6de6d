/**
 * The values minus their mean, as a new array.
 *
 * The mean of the deviations is subtracted once more, so that they sum to zero up to the rounding of the
 * spread, not of the level. An empty array gives an empty one.
 *
 * @internal
 */
export function deviationsFromMean(values: Float64Array): Float64Array {
  const deviations = values.slice();
  subtractMean(deviations);
  subtractMean(deviations);
  return deviations;
}

function subtractMean(values: Float64Array): void {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  const mean = total / values.length;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! - mean;
}
