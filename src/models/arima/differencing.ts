/** The differences of order `d`: (1 - B)^d y, shorter than y by d; a new array. @internal */
export function differenced(values: Float64Array, d: number): Float64Array {
  const result = values.slice();
  for (let order = 1; order <= d; order++) {
    for (let t = result.length - 1; t >= order; t--) result[t] = result[t]! - result[t - 1]!;
  }
  return result.subarray(d);
}

/**
 * The values whose differences of order `d` are `differences`, continuing after the last `d` values of `history`.
 *
 * @internal
 */
export function integrated(differences: Float64Array, history: Float64Array, d: number): Float64Array {
  const last = Array.from({ length: d }, (_, order) => differenced(history, order).at(-1)!);
  return differences.map((difference) => {
    let value = difference;
    for (let order = d - 1; order >= 0; order--) {
      value += last[order]!;
      last[order] = value;
    }
    return value;
  });
}
