/**
 * The differences (1 - B^lag)^order of the values, shorter by `order * lag`; a new array.
 *
 * @internal
 */
export function differenced(values: Float64Array, order: number, lag = 1): Float64Array {
  const result = values.slice();
  for (let level = 1; level <= order; level++) {
    for (let t = result.length - 1; t >= level * lag; t--) result[t] = result[t]! - result[t - lag]!;
  }
  return result.subarray(order * lag);
}

/**
 * The values whose differences (1 - B^lag)^order are `differences`, continuing after the last `order * lag`
 * values of `history`; as many as there are differences.
 *
 * @internal
 */
export function integrated(
  differences: Float64Array,
  history: Float64Array,
  order: number,
  lag = 1,
): Float64Array {
  const result = differences.slice();
  const recent = history.subarray(history.length - order * lag);
  for (let level = order - 1; level >= 0; level--) {
    const levels = differenced(recent, level, lag);
    const before = levels.subarray(levels.length - lag);
    for (let t = 0; t < result.length; t++)
      result[t] = result[t]! + (t < lag ? before[t]! : result[t - lag]!);
  }
  return result;
}
